"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { answer } from "@/lib/access/errors";
import { isSecure } from "@/lib/auth/session-cookie";
import { unlockShareLink } from "@/lib/sharing/guesses";
import { noteView, openShareLink } from "@/lib/sharing/open-link";
import { proofLife } from "@/lib/sharing/passcode";
import { looksLikeToken } from "@/lib/sharing/token";
import { isLook, proofCookie, readerAddress } from "./open";

/** Opens a link by its passcode and remembers that in this browser; answers what was wrong, if anything. */
export async function givePasscode(_: string | null, data: FormData): Promise<string | null> {
  const token = String(data.get("token") ?? "");
  const passcode = String(data.get("passcode") ?? "");
  if (!looksLikeToken(token)) return "This link is not complete. Open it again from where you got it.";
  const now = new Date();
  const address = await readerAddress();
  const unlocked = await answer(() => unlockShareLink({ token, passcode, address }, now));
  if (!unlocked.ok) return unlocked.message;
  const proof = unlocked.value;
  // With script the page below is fetched by the one that is open, which counts as no look.
  const opened = proof !== null && !(await isLook()) ? await openShareLink(token, now, proof) : null;
  if (opened?.state === "open") await noteView(opened.actor, now);
  if (proof !== null)
    (await cookies()).set(proofCookie, proof, {
      path: `/share/${token}`,
      httpOnly: true,
      sameSite: "lax",
      secure: isSecure(),
      maxAge: proofLife,
    });
  redirect(`/share/${token}`);
}
