import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/inputs";
import { FORMAT_WORDS, REPORT_FORMATS, REPORT_TYPES, REPORT_WORDS } from "@/lib/reports/report";

/** Which report, as what, and the buttons that ask for it, in a form that says of what. `inLine` where there is no room for labels. */
export function ReportFields({
  home,
  inLine = false,
  children,
}: {
  home: string;
  inLine?: boolean;
  /** Further buttons. */
  children?: ReactNode;
}) {
  // A page may ask for reports on several things.
  const id = useId();
  return (
    <>
      <Select
        id={`${id}type`}
        name="type"
        label="Report"
        labelHidden={inLine}
        choices={REPORT_TYPES.map((type) => ({ value: type, label: REPORT_WORDS[type].title }))}
      />
      <Select
        id={`${id}format`}
        name="format"
        label="Format"
        labelHidden={inLine}
        defaultValue="xlsx"
        choices={REPORT_FORMATS.map((format) => ({ value: format, label: FORMAT_WORDS[format] }))}
      />
      <p className="acts">
        <Button primary type="submit">
          Download
        </Button>
        <Button type="submit" formAction={`${home}/summary`}>
          Summary to read or print
        </Button>
        {children}
      </p>
    </>
  );
}
