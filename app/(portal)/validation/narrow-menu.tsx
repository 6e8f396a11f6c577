import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import type { Tab } from "@/components/ui/tabs";

/** On a phone: which batch and which complexity, folded away so that the model is seen at first sight. */
export function NarrowMenu({
  batches,
  complexities,
}: {
  batches: readonly Tab[];
  complexities: readonly Tab[];
}) {
  const chosen = [...batches.slice(1), ...complexities.slice(1)].filter(({ current }) => current);
  const label = chosen.map((tab) => tab.label).join(", ") || "All batches";
  return (
    <Menu narrow className="phone-only" label={<span className="clip">{label}</span>}>
      <Group label="Batch" tabs={batches} />
      <Group label="Complexity" tabs={complexities} />
    </Menu>
  );
}

function Group({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="pb-3">
      <h3>{label}</h3>
      <ul className="menu-rows">
        {tabs.map(({ href, label: name, count, current }) => (
          <li key={href}>
            <Link href={href} scroll={false} aria-current={current ? "true" : undefined}>
              {current ? <b>{name}</b> : name}
              {count === undefined ? null : ` ${count}`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
