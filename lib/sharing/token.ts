import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, as they stand in the address. */
export const mintToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token. A hash without salt suffices: 256 random bits cannot be guessed from it. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Whether text has the form of a token; nothing else can be one. */
export const looksLikeToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
