import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// argon2id is the package's default algorithm; the cost is OWASP's (19 MiB, 2 passes): about 30 ms off the main thread.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** One spelling for one password, however a keyboard composes its letters. */
const normal = (password: string) => password.normalize("NFKC");

/** The argon2id hash of a password, as kept in `credentials`. Whether the password is good enough is asked elsewhere. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

/**
 * Whether a password belongs to a hash. Without a hash it works just as long on a decoy and says no, so that the time
 * tells nobody whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(24).toString("base64"));
  const right = await verify(passwordHash ?? (await decoy), normal(password));
  return right && passwordHash !== null;
}
