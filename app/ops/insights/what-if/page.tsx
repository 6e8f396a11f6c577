import type { Metadata } from "next";
import { opsReading } from "@/app/ops/_record/read";
import { PageTitle } from "@/components/shell/page-title";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/figure";
import { Checkbox, Select } from "@/components/ui/inputs";
import { type DateStyle, formatDate, formatRange } from "@/lib/calendar/format";
import type { Days } from "@/lib/forecast/promise";
import { type Supposed, type WhatIfRow, whatIf } from "@/lib/insights/what-if";
import { counted } from "@/lib/words/counts";
import { BatchCells } from "../batch-cells";
import { Views } from "../views";

export const metadata: Metadata = { title: "What if" };

const MODELLERS = [1, 2, 3, 5, 10];

type Search = { approve?: string | string[]; first?: string | string[]; modellers?: string | string[] };

/** What a change would do to every batch's date; the address holds what is supposed, and nothing is written. */
export default async function WhatIfPage({ searchParams }: { searchParams: Promise<Search> }) {
  const supposed = readSupposed(await searchParams);
  const { found, style } = await opsReading(async ({ tx, rules, now, style }) => ({
    found: await whatIf(tx, supposed, { rules, now }),
    style,
  }));
  const { rows, modellers, modelling } = found;
  return (
    <>
      <PageTitle
        title="What if"
        sub={`Nothing is changed here. ${counted(modelling, "variant")} in modelling, shared by ${counted(modellers, "modeller")}.`}
      />
      <Views current="What if" />
      {rows.length === 0 ? (
        <EmptyState title="Nothing is open">What a change would do to open batches stands here.</EmptyState>
      ) : (
        <>
          <Section title="Suppose">
            <Suppose supposed={supposed} rows={rows} />
          </Section>
          <Section
            title="What it does to each date"
            note="Ready for review, even odds to 85%, reckoned at this moment: a date that was shown stays until it is off by a working day. Who is served first, and more hands, are reckoned roughly: work in modelling shared evenly, none faster than the lowest day limit."
          >
            <Effects rows={rows} style={style} />
          </Section>
        </>
      )}
    </>
  );
}

function readSupposed({ approve, first, modellers }: Search): Supposed {
  const more = Number(modellers);
  return {
    approve: approve === "on",
    first: typeof first === "string" && first !== "" ? first : null,
    modellers: MODELLERS.includes(more) ? more : 0,
  };
}

function Suppose({ supposed, rows }: { supposed: Supposed; rows: readonly WhatIfRow[] }) {
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
  return (
    <form method="get" className="form">
      <Checkbox
        name="approve"
        label={`Quotes are approved now (${counted(waiting, "variant")})`}
        defaultChecked={supposed.approve}
      />
      <Select
        name="first"
        label="Served first in modelling"
        empty="No batch before others"
        defaultValue={supposed.first ?? ""}
        choices={rows.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="modellers"
        label="More modellers"
        empty="None"
        defaultValue={supposed.modellers > 0 ? String(supposed.modellers) : ""}
        choices={MODELLERS.map((n) => ({ value: String(n), label: String(n) }))}
      />
      <div className="acts">
        <Button type="submit">Show</Button>
      </div>
    </form>
  );
}

function Effects({ rows, style }: { rows: readonly WhatIfRow[]; style: DateStyle }) {
  return (
    <DataTable
      caption="Open batches, the oldest first"
      columns={[
        { label: "Batch" },
        { label: "Organisation", width: "18%" },
        { label: "Wait for a quote", width: 130, num: true },
        { label: "Reckoned now", width: 260 },
        { label: "Supposed", width: 110 },
        { label: "Moves by", width: 150 },
      ]}
      wrap
    >
      <tbody>
        {rows.map(({ id, name, organisation, waiting, now, decidedBy, supposed, moved }) => (
          <tr key={id}>
            <BatchCells id={id} name={name} organisation={organisation} />
            <td data-l="Wait for a quote">{count(waiting)}</td>
            <td data-l="Reckoned now">
              {days(now, style)}
              {decidedBy ? (
                <span className="quiet"> if approved by {formatDate(decidedBy, style)}</span>
              ) : null}
            </td>
            <td data-l="Supposed">{days(supposed, style)}</td>
            <td data-l="Moves by">{movedWords(moved)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const days = (range: Days | null, style: DateStyle) =>
  range ? formatRange(range.from, range.to, style) : "No date";

function movedWords(moved: number | null): string {
  if (moved === null || moved === 0) return "–";
  const by = `${Math.abs(moved)} working ${Math.abs(moved) === 1 ? "day" : "days"}`;
  return moved > 0 ? `${by} later` : `${by} earlier`;
}
