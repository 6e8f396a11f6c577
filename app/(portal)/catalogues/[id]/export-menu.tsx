import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";

/** The catalogue as a file for shops, in three formats. */
export function ExportMenu({ path, variants }: { path: string; variants: number }) {
  return (
    <Menu
      narrow
      label={
        <>
          <Icon name="download" />
          Export
        </>
      }
    >
      <h2>For shops</h2>
      <ul className="menu-rows">
        {(["csv", "xlsx", "json"] as const).map((format) => (
          <li key={format}>
            <a href={`${path}?format=${format}`}>{{ csv: "CSV", xlsx: "Excel", json: "JSON" }[format]}</a>
          </li>
        ))}
      </ul>
      <p className="note">
        What is validated now, in this order: {variants === 1 ? "one line" : `${variants} lines`} with SKU,
        EAN, UPC, brand, product, colour, size and lens. No prices.
      </p>
    </Menu>
  );
}
