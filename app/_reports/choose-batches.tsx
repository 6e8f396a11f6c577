import { Checkbox } from "@/components/ui/inputs";
import { ReportFields } from "./report-fields";

/**
 * Chooses several batches and a report on them together, or on all of an `organisation` where the reader sees several;
 * works without script. `home` is where its reports stand.
 */
export function ChooseBatches({
  batches,
  chosen,
  home,
  organisation,
}: {
  batches: readonly { id: string; name: string }[];
  chosen: readonly string[];
  home: string;
  organisation?: string;
}) {
  return (
    <form className="form" action={`${home}/file`} method="get">
      {organisation ? <input type="hidden" name="organisation" value={organisation} /> : null}
      <fieldset>
        <legend>Batches</legend>
        <p className="mb-2 small quiet">Choose none for a report on all of them.</p>
        <ul>
          {batches.map(({ id, name }) => (
            <li key={id}>
              <Checkbox name="batch" value={id} label={name} defaultChecked={chosen.includes(id)} />
            </li>
          ))}
        </ul>
      </fieldset>
      <ReportFields home={home} />
    </form>
  );
}
