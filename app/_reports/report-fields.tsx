import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/inputs";
import { FORMAT_WORDS, REPORT_FORMATS, REPORT_TYPES, REPORT_WORDS } from "@/lib/reports/report";

/** Which report, as what, and the buttons that ask for it, in a form that says of what. */
export function ReportFields({ home }: { home: string }) {
  return (
    <>
      <Select
        name="type"
        label="Report"
        choices={REPORT_TYPES.map((type) => ({ value: type, label: REPORT_WORDS[type].title }))}
      />
      <Select
        name="format"
        label="Format"
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
      </p>
    </>
  );
}
