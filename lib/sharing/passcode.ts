import { hash, verify } from "@node-rs/argon2";

/** A passcode is short and chosen by people, so it is hashed like a password (argon2id). */
export const hashPasscode = (passcode: string): Promise<string> => hash(passcode);

export const passcodeMatches = (kept: string, passcode: string): Promise<boolean> => verify(kept, passcode);
