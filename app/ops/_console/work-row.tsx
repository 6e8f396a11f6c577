"use client";
import { memo } from "react";
import { RulerCell, TimeInState } from "@/components/production/ruler";
import { StateBadge } from "@/components/production/state-badge";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Pick } from "@/components/ui/pick";
import type { ConsoleRow } from "./work-rows";

/** One line of work. Remembered by what it shows: two hundred of them must not redraw for one that is picked. */
export const WorkLine = memo(function WorkLine({
  row,
  picked,
  current,
  gone,
  explained,
  onPick,
}: {
  row: ConsoleRow;
  picked: boolean;
  /** The keyboard is on it. */
  current: boolean;
  gone: boolean;
  /** A second row follows. */
  explained: boolean;
  onPick: (id: string, on: boolean, upTo: boolean) => void;
}) {
  const classes = [picked && "on", current && "cur", gone && "went", explained && "haswhy"]
    .filter(Boolean)
    .join(" ");
  return (
    <tr id={`row-${row.i}`} className={classes || undefined}>
      <td>
        <Pick
          label={`Select ${row.s}`}
          checked={picked}
          onClick={(event) => onPick(row.i, event.currentTarget.checked, event.shiftKey)}
          onChange={() => {}}
        />
      </td>
      <td>
        <Link className="id" href={`/ops/variants/${row.i}`}>
          {row.s}
        </Link>
        {gone ? <span className="vh"> (no longer in this list)</span> : null}
      </td>
      <td title={`${row.p}, ${row.c}`}>
        {row.f ? (
          <span className="flagged" title={`Quality flag: ${row.f}`}>
            <Icon name="flag" size={12} />
            <span className="vh">Quality flag: {row.f}. </span>
          </span>
        ) : null}
        {row.p} <span className="quiet">{row.c}</span>
      </td>
      <td title={`${row.br}, ${row.o}`}>
        {row.br} {row.o.includes(row.br) ? null : <span className="quiet">{row.o}</span>}
      </td>
      <td title={row.b}>{row.b}</td>
      <td>
        <StateBadge place={row.l} size={15} />
      </td>
      <td>{row.t === null ? <span className="zero">–</span> : <TimeInState days={row.t} delay={row.d} />}</td>
      <td>
        {row.w && row.t !== null ? (
          <RulerCell spent={row.t} low={row.w[0]} high={row.w[1]} delay={row.d} />
        ) : null}
      </td>
      <td>{row.e}</td>
      <td title={row.a || undefined}>{row.a || <span className="zero">nobody</span>}</td>
      <td title={row.x}>{row.x}</td>
      <td>{row.k}</td>
      <td>{row.r === 0 ? <span className="zero">0</span> : row.r}</td>
    </tr>
  );
});
