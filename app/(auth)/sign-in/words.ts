/** What is said above the form: something that was done, or why somebody is back here. */
export interface Note {
  message: string;
  fault: boolean;
}

const done: Readonly<Record<string, string>> = {
  reset: "Your new password holds. Sign in with it.",
  invitation: "You belong to the organisation now. Sign in with the password you have.",
};

const whomToAsk = "Ask your organisation's Framewatch admin for an invitation, or sign in with a password.";

const faults: Readonly<Record<string, string>> = {
  CredentialsSignin: "The e-mail address or the password is not right.",
  CodeNeeded: "Enter e-mail, password and the code of your authenticator app.",
  Limited: "Too many attempts. Wait a little and try again.",
  NoOrganisation: "Your account belongs to no organisation any more. Ask the admin of your organisation.",
  OidcUnverified: `Your organisation's sign-in did not confirm your e-mail address. ${whomToAsk}`,
  OidcUnknown: `Your e-mail address has no account here yet. ${whomToAsk}`,
  OidcDisabled: "Your account is switched off. Ask your administrator.",
};

/** The note for `?error=` and `?done=`; words of next-auth that are not ours are one and the same failure. */
export function noteOf(error: string | undefined, what: string | undefined): Note | null {
  if (error)
    return {
      message:
        faults[error] ?? "Signing in through your organisation did not work. Try again, or use a password.",
      fault: true,
    };
  const message = what && done[what];
  return message ? { message, fault: false } : null;
}
