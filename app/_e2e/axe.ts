import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import axe from "axe-core";

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** A part that opens by a press; `within` is where what it opens stands. */
const openers = ["details.menu > summary", "button[aria-haspopup=dialog]"] as const;

/** Looks at pages with axe, in both themes, wide and on a phone, and keeps what it finds, each fault once. */
export class Examiner {
  readonly faults: string[] = [];
  private readonly opened = new Set<string>();
  private readonly said = new Set<string>();

  /** `onPhone`: also at 390 px; roles that see the same pages differ in nothing that a phone would show. */
  constructor(
    private readonly page: Page,
    private readonly onPhone = true,
  ) {}

  /** The page as it stands, light and dark at 1440 px, then on a phone. `name` is how its faults are listed. */
  async look(name: string): Promise<void> {
    await this.page.setViewportSize(wide);
    if (!isNew(`${await shapeOf(this.page)} ${this.onPhone}`)) return;
    await this.inBothThemes(name);
    if (!this.onPhone) return;
    await this.page.setViewportSize(phone);
    await this.inTheme("light", `${name} at 390 px`);
    await this.page.setViewportSize(wide);
  }

  /** What opens on the page: every menu and dialog whose button was not met before. */
  async lookInside(name: string): Promise<void> {
    for (const selector of openers)
      for (const opener of await this.page.locator(selector).all()) {
        if (!(await opener.isVisible())) continue;
        const words = (
          (await opener.getAttribute("aria-label")) ??
          (await opener.textContent()) ??
          ""
        ).trim();
        const kind = words.replace(/[\d.,€$]+/g, "n");
        if (this.opened.has(kind)) continue;
        this.opened.add(kind);
        await opener.click();
        await this.inBothThemes(
          `${name}, “${words}” open`,
          selector === openers[0] ? undefined : "dialog[open]",
        );
        await this.page.keyboard.press("Escape");
      }
  }

  private async inBothThemes(name: string, within?: string): Promise<void> {
    await this.inTheme("light", name, within);
    await this.inTheme("dark", `${name}, dark`, within);
  }

  private async inTheme(colorScheme: "light" | "dark", name: string, within?: string): Promise<void> {
    await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const fault of await violations(this.page, colorScheme === "dark", within))
      if (!this.said.has(fault)) {
        this.said.add(fault);
        this.faults.push(`${name}: ${fault}`);
      }
  }
}

/** Whether nobody met it yet in this run, in any of its processes. */
function isNew(shape: string): boolean {
  const met = join(process.env.FRAMEWATCH_TEST_DATA ?? "", "shapes");
  mkdirSync(met, { recursive: true });
  try {
    writeFileSync(join(met, createHash("sha256").update(shape).digest("hex")), "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * All of a page that axe's rules read but for its words and numbers: elements, what they are and how they look, and
 * whether words stand in them; things that are alike count once. Roles that see the same page see it in one shape.
 */
function shapeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const drawn =
      /^(href|src|d|points|[xyr][12]?|c[xy]|width|height|viewBox|transform|datetime|nonce|style|value|name|action)$/;
    const worded =
      /^(id|for|alt|title|placeholder|aria-(label|labelledby|describedby|controls|valuenow|valuetext))$/;
    const told = ({ name, value }: Attr) =>
      worded.test(name) || (name !== "class" && /[\d\s]/.test(value))
        ? `${name} ${value !== ""}`
        : `${name}=${value}`;
    const shape = (element: Element): string => {
      const attributes = [...element.attributes].filter(({ name }) => !drawn.test(name)).map(told);
      const words = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
      const inside = new Set([...element.children].map(shape));
      return `<${element.tagName} ${attributes.toSorted().join(" ")} ${words}>${[...inside].join("")}</>`;
    };
    return shape(document.body);
  });
}

/**
 * Every violation of every rule of axe, a line for each place. A theme changes nothing but colours, and the rows of a
 * table are alike after the first eight.
 */
async function violations(page: Page, coloursOnly: boolean, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = { resultTypes: ["violations"] };
  if (coloursOnly) options.runOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  return page.evaluate(
    async ([selector, chosen]) => {
      const { axe: loaded } = window as unknown as { axe: typeof axe };
      const context = { include: [selector ?? "html"], exclude: ["tbody tr:nth-child(n+9)"] };
      const found = await loaded.run(context, chosen);
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
      );
    },
    [within, options] as const,
  );
}
