import { KeptGone } from "@/app/_reports/kept-gone";

export default function ReportGone() {
  return <KeptGone home="/ops/reports" />;
}
