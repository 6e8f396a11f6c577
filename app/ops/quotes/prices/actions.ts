"use server";
import { refresh } from "next/cache";
import { type FormAnswer, formAnswer, typed } from "@/app/_form/form-answer";
import { signedIn } from "@/lib/auth/with-actor";
import { COMPLEXITIES, type ListPrice, setPriceList } from "@/lib/quotes/price-list";
import { cents } from "../cents";
import { cellName } from "./cell-name";

const set = signedIn((actor, input: Parameters<typeof setPriceList>[1]) =>
  setPriceList(actor, input, new Date()),
);

/** Saves one price list as a whole; cells left empty have no price. */
export async function savePriceList(_: FormAnswer, data: FormData): Promise<FormAnswer> {
  const prices: ListPrice[] = [];
  const faults: { field: string; message: string }[] = [];
  for (const complexity of COMPLEXITIES) {
    for (const customised of [false, true]) {
      const name = cellName({ complexity, customised });
      const text = typed(data, name).trim();
      if (text === "") continue;
      const price = cents(text);
      if (price === null)
        faults.push({ field: name, message: `“${text}” is no price. Write it as 124 or 124.50.` });
      else prices.push({ complexity, customised, price });
    }
  }
  if (faults.length > 0) return { done: false, faults };
  const [organisationId = "", brandId = null] = typed(data, "for").split(".");
  const answer = await set({ organisationId, brandId, currency: typed(data, "currency"), prices });
  if (answer.ok) refresh();
  return formAnswer(answer, { organisationId: "for", brandId: "for" });
}
