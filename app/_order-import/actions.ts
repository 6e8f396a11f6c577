"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { signedIn } from "@/lib/auth/with-actor";
import { confirmImport, undoImport } from "@/lib/import/confirm-import";
import { chooseForImport, stageImport } from "@/lib/import/stage-import";
import { homeOf, orderAddress, previewAddress } from "./addresses";

export type FormState = { message: string; fields?: Record<string, string[]> } | null;

const stage = signedIn(
  async (actor, input: { organisationId: string; fileName: string; pasted: boolean; content: Buffer }) => {
    const { content, ...rest } = input;
    return { kind: actor.kind, ...(await stageImport(actor, rest, content, new Date())) };
  },
);

/** Takes a chosen file, or else pasted rows, and goes on to their preview. */
export async function stageOrder(_: FormState, data: FormData): Promise<FormState> {
  const file = data.get("file");
  const text = String(data.get("text") ?? "");
  const chosen = file instanceof File && file.size > 0;
  if (!chosen && text.trim() === "") return { message: "Choose a file, or paste the rows." };
  const content = chosen ? Buffer.from(await file.arrayBuffer()) : Buffer.from(text, "utf8");
  const answer = await stage({
    organisationId: String(data.get("organisationId") ?? ""),
    fileName: chosen ? file.name : "Pasted rows",
    pasted: !chosen,
    content,
  });
  if (!answer.ok) return { message: answer.message };
  redirect(previewAddress(answer.value.kind, answer.value.importId));
}

const choose = signedIn((actor, input: Parameters<typeof chooseForImport>[1]) =>
  chooseForImport(actor, input),
);

/** Keeps which column is used as what, and what was asked for once; shows the preview again. */
export async function chooseColumns(_: FormState, data: FormData): Promise<FormState> {
  const importId = String(data.get("importId") ?? "");
  const columns: Record<string, never> = {};
  const productBySku: Record<string, string> = {};
  for (const [key, value] of data.entries()) {
    if (key.startsWith("column-")) Object.assign(columns, { [key.slice(7)]: value === "" ? null : value });
    if (key.startsWith("product-of-") && String(value).trim()) productBySku[key.slice(11)] = String(value);
  }
  const text = (name: string) => String(data.get(name) ?? "").trim() || undefined;
  const one = { brand: text("brand"), product: text("product"), batch: text("batch") };
  const perSku = Object.keys(productBySku).length > 0 ? { productBySku } : {};
  const answer = await choose({ importId, columns, answers: { ...one, ...perSku } });
  if (!answer.ok) return { message: answer.message };
  refresh();
  return null;
}

const confirm = signedIn(async (actor, input: Parameters<typeof confirmImport>[1]) => ({
  kind: actor.kind,
  ...(await confirmImport(actor, input, new Date())),
}));

/** Makes the order, then shows it. */
export async function confirmOrder(_: FormState, data: FormData): Promise<FormState> {
  const answer = await confirm({
    importId: String(data.get("importId") ?? ""),
    requestedOn: String(data.get("requestedOn") ?? "") || null,
    note: String(data.get("note") ?? "") || null,
  });
  if (!answer.ok) return { message: answer.message, ...(answer.fields ? { fields: answer.fields } : {}) };
  redirect(orderAddress(answer.value.kind, answer.value.orderId));
}

const undo = signedIn(async (actor, input: Parameters<typeof undoImport>[1]) => {
  await undoImport(actor, input, new Date());
  return { kind: actor.kind };
});

/** Takes the whole import back, with a reason. */
export async function undoOrder(_: unknown, data: FormData) {
  const reason = String(data.get("reason") ?? "");
  const answer = await undo({ importId: String(data.get("importId") ?? ""), reason });
  if (!answer.ok) return { ok: false as const, message: answer.message };
  redirect(homeOf(answer.value.kind));
}
