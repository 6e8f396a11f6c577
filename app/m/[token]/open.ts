import { cache } from "react";
import { readerAddress } from "@/app/share/[token]/open";
import { Refusal } from "@/lib/access/errors";
import { openModelLink } from "@/lib/models/model-link";
import { noteUnknownLink } from "@/lib/sharing/guesses";

/** What a link to a model shows, looked up once a request; null where it ended or never was. Guesses are counted. */
export const openedModel = cache(async (token: string) => {
  const now = new Date();
  const model = await openModelLink(token, now);
  if (!model)
    await noteUnknownLink(await readerAddress(), now).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  return model;
});
