import type { Page } from "@playwright/test";

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Addresses that answer with a file. */
const file = /\/(report|template|faults|attachments?|export|file|bar)(\/|\?|$)|^\/api\//;

/** Shows the same page in another order or its next part. */
const another = ["sort", "dir", "order", "from", "before", "size"];

/** An address without what differs from thing to thing: "/batches/…", "/variants?show". */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  const [first] = [...new Set(searchParams.keys())].toSorted();
  return pathname.replace(id, "…") + (first ? `?${first}` : "");
}

/**
 * Opens every kind of page that can be reached by links from where one begins, each kind once, and hands it over as it
 * stands. Answers the kinds it met.
 */
export async function visitEvery(
  page: Page,
  from: readonly string[],
  visit: (address: string) => Promise<void>,
): Promise<Set<string>> {
  const queue = [...from];
  const met = new Set<string>();
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    if (met.has(kindOf(address))) continue;
    met.add(kindOf(address));
    await page.goto(address);
    await visit(address);
    for (const href of await linksOf(page)) if (!met.has(kindOf(href))) queue.push(href);
  }
  return met;
}

async function linksOf(page: Page): Promise<string[]> {
  const addresses = await page
    .locator("a[href^='/']:not([download])")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return addresses
    .map((address) => address.split("#")[0] ?? address)
    .filter((address) => !file.test(address) && !another.some((name) => address.includes(`${name}=`)));
}
