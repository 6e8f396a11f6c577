import { BlockList, isIP, isIPv4 } from "node:net";
import { peerHeader } from "./request-headers";

/** Headers of a request, in either of the shapes they come in. */
export interface HeaderReader {
  get(name: string): string | null;
}

/**
 * The address a request comes from. Proxies are believed only when the connection comes from one of `trusted`
 * (TRUSTED_PROXIES: addresses or ranges); then the nearest address to the right of `X-Forwarded-For` that is no trusted
 * proxy counts, so that nobody can write their own. IPv6 counts by its /64, since a household owns one.
 */
export function clientAddress(headers: HeaderReader, trusted: readonly string[]): string {
  const peer = plain(headers.get(peerHeader) ?? "");
  const proxies = listOf(trusted);
  if (!peer || !contains(proxies, peer)) return network(peer);
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => plain(hop.trim()));
  for (const hop of hops.reverse()) {
    if (!isIP(hop)) break;
    if (!contains(proxies, hop)) return network(hop);
  }
  return network(peer);
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

function contains(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

const lists = new Map<string, BlockList>();

function listOf(ranges: readonly string[]): BlockList {
  const key = ranges.join();
  const known = lists.get(key);
  if (known) return known;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  lists.set(key, list);
  return list;
}

/** An address as it is counted: an IPv4 address itself, the first 64 bits of an IPv6 one, `unknown` for neither. */
function network(address: string): string {
  switch (isIP(address)) {
    case 4:
      return address;
    case 6: {
      const [head = "", tail = ""] = address.toLowerCase().replace(/%.*$/, "").split("::");
      const left = head.split(":").filter(Boolean);
      const right = tail.split(":").filter(Boolean);
      const zeros = address.includes("::")
        ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0")
        : [];
      const groups = [...left, ...zeros, ...right].slice(0, 4);
      return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
    }
    default:
      return "unknown";
  }
}
