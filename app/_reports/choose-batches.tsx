import { Checkbox } from "@/components/ui/inputs";
import { ReportFields } from "./report-fields";

/** Chooses several batches and a report on them together; works without script. `home` is where its reports stand. */
export function ChooseBatches({
  batches,
  chosen,
  home,
}: {
  batches: readonly { id: string; name: string }[];
  chosen: readonly string[];
  home: string;
}) {
  return (
    <form className="form" action={`${home}/file`} method="get">
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
