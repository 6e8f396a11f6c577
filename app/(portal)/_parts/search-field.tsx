import { Button } from "@/components/ui/button";

/** Searches within a list: what was searched for stands in the address, the list's other choices stay. */
export function SearchField({
  path,
  label,
  value,
  keep = {},
}: {
  path: string;
  label: string;
  value: string;
  keep?: Readonly<Record<string, string | null>>;
}) {
  return (
    <search>
      <form action={path} className="inline-form">
        {Object.entries(keep).map(([name, kept]) =>
          kept ? <input key={name} type="hidden" name={name} value={kept} /> : null,
        )}
        <input
          className="inp"
          type="search"
          name="q"
          defaultValue={value}
          aria-label={label}
          placeholder={label}
        />
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
