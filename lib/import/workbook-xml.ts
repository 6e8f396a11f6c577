import sax from "sax";
import { damaged } from "./workbook-guard";

/** What a reader of one XML part wants to hear. Names come without namespace prefix. */
export type XmlListener = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/**
 * Reads one XML part as it is unpacked, holding nothing of it. Only XML's own entities and character numbers are
 * known: a document type, the only way to define others, is refused.
 * @throws CannotRead `damaged-workbook` for what is no XML
 */
export async function readXml(
  part: string,
  text: AsyncIterable<string>,
  listener: XmlListener,
): Promise<void> {
  // It keeps its own limit of 64 kB for each piece only while it counts positions, which is its default.
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) =>
    listener.open?.(local(name), attributes as Record<string, string>);
  parser.ontext = (content) => listener.text?.(content);
  parser.oncdata = (content) => listener.text?.(content);
  parser.onclosetag = (name) => listener.close?.(local(name));
  parser.ondoctype = () => {
    throw damaged(`its part ${part} has a document type`);
  };
  parser.onerror = () => {
    throw damaged(`its part ${part} is not well-formed`);
  };
  for await (const piece of text) parser.write(piece);
  parser.close();
}

/** An attribute by its local name: relations carry `r:id`, whatever the prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find((other) => other.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Text in a workbook with its escapes (`_x000D_` for CR; ECMA-376, ST_Xstring) read back. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
