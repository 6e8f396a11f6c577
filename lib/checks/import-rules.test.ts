import { describe, expect, test } from "vitest";
import { findBreaches } from "./import-rules";
import { importsOf } from "./read-imports";

const breaches = (files: Record<string, string>) =>
  findBreaches(Object.entries(files).flatMap(([file, text]) => importsOf(file, text)));

describe("the table of imports", () => {
  test.each([
    ["app/page.tsx", `import { database } from "@/db/client";`],
    ["app/page.tsx", `import { eq } from "drizzle-orm";`],
    ["app/ops/page.tsx", `import { setup } from "xstate";`],
    ["components/ui/tile.tsx", `import Page from "@/app/page";`],
    ["components/ui/tile.tsx", `import { sql } from "drizzle-orm/pg-core";`],
    ["lib/batches/list.ts", `import { cookies } from "next/headers";`],
    ["lib/batches/list.ts", `import {\n  useState,\n} from "react";`],
    ["lib/batches/list.ts", `import { rows } from "../reports/rows";`],
    ["lib/access/actor.ts", `import { list } from "@/lib/batches/list";`],
    ["lib/events/record.ts", `export { list } from "@/lib/batches/list";`],
    ["lib/lifecycle/machine.ts", `import { variants } from "@/db/schema";`],
    ["lib/calendar/time.ts", `const { env } = await import("@/lib/env");`],
    ["lib/reports/rows.ts", `import { redirect } from "next/navigation";`],
    ["db/client.ts", `import { list } from "@/lib/batches/list";`],
    ["db/schema/variants.ts", `import "../../lib/lifecycle/machine";`],
  ])("%s may not say %s", (file, text) => {
    expect(breaches({ [file]: text })).toHaveLength(1);
  });

  test.each([
    ["app/page.tsx", `import { list } from "@/lib/batches/list";`],
    ["components/ui/tile.tsx", `import type { Row } from "@/lib/batches/list";`],
    ["components/ui/tile.tsx", `import { type Row, type Cell } from "@/lib/batches/list";`],
    ["lib/reports/rows.ts", `import { list } from "@/lib/batches/list";`],
    ["lib/batches/list.ts", `import { list } from "@/lib/variants/list";`],
    ["db/client.ts", `import { env } from "@/lib/env";`],
    ["db/schema/variants.ts", `import type { State } from "@/lib/lifecycle/states";`],
    ["db/seed/run.ts", `import { place } from "@/lib/orders/place-order";`],
    ["lib/batches/list.db.test.ts", `import { closeDatabase } from "@/db/client";`],
  ])("%s may say %s", (file, text) => {
    expect(breaches({ [file]: text })).toEqual([]);
  });

  test("a component may use what is pure in lib, and nothing that leads to data", () => {
    const files = {
      "components/ui/date.tsx": `import { format } from "@/lib/batches/format";`,
      "lib/batches/format.ts": `import { label } from "./label";`,
    };
    expect(breaches({ ...files, "lib/batches/label.ts": "" })).toEqual([]);
    expect(breaches({ ...files, "lib/batches/label.ts": `import { env } from "@/lib/env";` })).toEqual([
      "components/ui/date imports lib/batches/format, which leads to lib/env: components use pure lib only.",
    ]);
  });

  test("nouns may not import each other in a circle", () => {
    const found = breaches({
      "lib/orders/place.ts": `import { insert } from "@/lib/variants/insert";`,
      "lib/variants/insert.ts": `import { label } from "@/lib/batches/label";`,
      "lib/batches/label.ts": `import { number } from "@/lib/orders/number";`,
    });
    expect(found).toHaveLength(3);
    expect(found[0]).toContain("leads back to lib/orders");
  });
});
