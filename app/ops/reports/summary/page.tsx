import type { Metadata } from "next";
import { SummaryPage } from "@/app/_reports/summary-page";
import type { Query } from "@/app/(portal)/_page/address";
import { requireProducer } from "@/lib/auth/current-actor";

export const metadata: Metadata = { title: "Summary Report" };

export default async function SummaryReportPage({ searchParams }: { searchParams: Query }) {
  return <SummaryPage actor={await requireProducer()} query={searchParams} home="/ops/reports" />;
}
