import type { Metadata } from "next";
import { SummaryPage, summaryMetadata } from "@/app/_reports/summary-page";
import type { Query } from "@/app/(portal)/_page/address";
import { requireProducer } from "@/lib/auth/current-actor";

export const generateMetadata = ({ searchParams }: { searchParams: Query }): Promise<Metadata> =>
  summaryMetadata(searchParams);

export default async function SummaryReportPage({ searchParams }: { searchParams: Query }) {
  return <SummaryPage actor={await requireProducer()} query={searchParams} home="/ops/reports" />;
}
