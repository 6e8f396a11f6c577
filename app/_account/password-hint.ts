import { passwordLength } from "@/lib/auth/password-rule";

/** What a password has to be, beside its field. */
export const passwordHint = `At least ${passwordLength.least} characters. Three or four words that nobody would put together do well.`;
