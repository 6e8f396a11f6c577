import { type FormAnswer, faultAt } from "@/app/_form/form-answer";
import { type Choice, Select, TextInput } from "@/components/ui/inputs";

/** Whose quiet hours hold, and one's own. Where two forms stand on a page, `prefix` keeps their ids apart. */
export function HoursFields({
  choices,
  value,
  state,
  prefix = "",
}: {
  choices: readonly Choice[];
  value: { choice: string; from: string; to: string };
  state: FormAnswer;
  prefix?: string;
}) {
  const id = (name: string) => `${prefix}${name}`;
  return (
    <>
      <Select
        id={id("quiet")}
        name="quiet"
        label="Quiet hours"
        choices={choices}
        defaultValue={value.choice}
        fault={faultAt(state, id("quiet"))}
      />
      <div className="fields-2">
        <TextInput
          id={id("from")}
          name="from"
          label="From"
          type="time"
          defaultValue={value.from}
          fault={faultAt(state, id("from"))}
        />
        <TextInput
          id={id("to")}
          name="to"
          label="To"
          type="time"
          defaultValue={value.to}
          fault={faultAt(state, id("to"))}
        />
      </div>
    </>
  );
}
