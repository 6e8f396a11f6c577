"use client";
import { useRef, useState, useTransition } from "react";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import type { FilterChoice } from "@/lib/insights/filter-choices";
import { choicesForFilter } from "../actions";

/** A filter that is set: what it is, and the way to take it off. */
export function SetChip({ name, value, off }: { name: string; value: string; off: string }) {
  return (
    <Link className="chip set" href={off} aria-label={`${name}: ${value}. Take this filter off`}>
      <span className="clip">{value}</span>
      <Icon name="close" size={12} />
    </Link>
  );
}

/** A filter with few values, each an address. */
export function ChoiceMenu({
  name,
  choices,
}: {
  name: string;
  choices: readonly { label: string; href: string }[];
}) {
  return (
    <Menu label={name} look="chip" start narrow>
      <ul className="menu-rows">
        {choices.map(({ label, href }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

/** A filter with perhaps a thousand values: looks them up as they are typed. `address` is the view with `ID` for the value. */
export function SearchMenu({
  name,
  kind,
  organisationId,
  address,
}: {
  name: string;
  kind: "organisation" | "batch";
  organisationId?: string;
  address: string;
}) {
  const [found, setFound] = useState<readonly FilterChoice[] | null>(null);
  const [pending, start] = useTransition();
  const latest = useRef(0);
  const look = (search: string) => {
    const turn = ++latest.current;
    start(async () => {
      const answer = await choicesForFilter({ kind, search, organisationId });
      if (answer.ok && turn === latest.current) setFound(answer.value);
    });
  };
  return (
    <Menu label={name} look="chip" start>
      <input
        className="inp"
        type="search"
        aria-label={`Find: ${name}`}
        placeholder="Type a part of the name"
        onFocus={() => found ?? look("")}
        onChange={(event) => look(event.target.value)}
      />
      <ul className="menu-rows found" aria-busy={pending}>
        {found?.map(({ id, name: value, of }) => (
          <li key={id}>
            <Link href={address.replace("ID", id)}>
              {value} {of ? <span className="quiet">{of}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      {found?.length === 0 ? <p className="note">Nothing is called like this.</p> : null}
      {found === null ? <p className="note">Type to look it up.</p> : null}
    </Menu>
  );
}
