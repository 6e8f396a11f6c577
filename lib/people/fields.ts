import { z } from "zod";
import { passwordFault } from "@/lib/auth/password-rule";

/** An e-mail address as it is kept: trimmed and lower-cased, since a person signs in with it. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address such as name@example.com."));

/** A person's or an organisation's name: one line of printable text. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(120, "A name has at most 120 characters.")
  .refine((name) => !/\p{Cc}/u.test(name), "A name is one line of text without control characters.");

/** A password somebody chooses, held against the rule; its fault is said at the field. */
export const passwordSchema = (about: { email: string; name?: string }) =>
  z.string("Choose a password.").superRefine((password, context) => {
    const fault = passwordFault(password, about);
    if (fault) context.addIssue({ code: "custom", message: fault });
  });
