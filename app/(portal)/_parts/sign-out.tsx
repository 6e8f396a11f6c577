"use client";

/** Ends the session on this device. */
export function SignOut() {
  async function leave() {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/sign-in" });
  }
  return (
    <button type="button" onClick={leave}>
      Sign out
    </button>
  );
}
