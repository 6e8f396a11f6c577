const mask = "•••";
const secretName =
  /pass(word|code)|secret|token|cookie|authorization|totp|recovery|setup_?code|private_?key|api_?key|smtp_?url|database_?(owner_?)?url|^param(eter)?s$/i;
const linkWithToken = /(\/(?:share|invite|reset|subscribe|unsubscribe|m)\/)[^/?#\s"]+/g;
const tokenInQuery = /([?&](?:code|token|passcode)=)[^&#\s"]+/gi;
const valuesOfQuery = /(\nparams: )[\s\S]*?(?=\n {4}at |$)/g;
const passwordInAddress = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+@/gi;

/**
 * A copy for the log: fields named like secrets are masked, and so are tokens of links and passwords of addresses in
 * any text. Errors keep name, message and stack; what is nested deeper than six levels is left out.
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === "string")
    return value
      .replace(linkWithToken, `$1${mask}`)
      .replace(tokenInQuery, `$1${mask}`)
      .replace(valuesOfQuery, `$1${mask}`)
      .replace(passwordInAddress, `$1${mask}@`);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (depth > 6) return "…";
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  const fields = value instanceof Error ? { ...value, ...errorFields(value) } : value;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      secretName.test(name) ? mask : withoutSecrets(field, depth + 1),
    ]),
  );
}

function errorFields({ name, message, stack, cause }: Error) {
  return { type: name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
