/** One kind with what is ticked; the labels come in so that the table needs nothing else. */
export interface KindRow {
  kind: string;
  label: string;
  ticked: readonly string[];
}

/** Kinds × channels: a table of boxes, one for each pair, each with its whole name for ears. */
export function ChoicesTable({
  groups,
  channels,
  typed,
}: {
  groups: readonly { title: string; rows: readonly KindRow[] }[];
  channels: readonly { id: string; label: string }[];
  /** What was ticked when the form was last sent; null before. */
  typed: Readonly<Record<string, string>> | null;
}) {
  return (
    <table className="tbl choices">
      <caption className="vh">What you are told, and how</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          {channels.map(({ id, label }) => (
            <th key={id} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title}>
          <tr className="head">
            <th scope="rowgroup" colSpan={channels.length + 1}>
              {title}
            </th>
          </tr>
          {rows.map(({ kind, label, ticked }) => (
            <tr key={kind}>
              <th scope="row">
                <input type="hidden" name="kinds" value={kind} />
                {label}
              </th>
              {channels.map((channel) => {
                const name = `${kind}.${channel.id}`;
                return (
                  <td key={channel.id}>
                    <label>
                      <input
                        type="checkbox"
                        name={name}
                        defaultChecked={typed ? name in typed : ticked.includes(channel.id)}
                      />
                      <span className="vh">
                        {channel.label}: {label}
                      </span>
                    </label>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
