import type { Metadata } from "next";
import { SummaryPage, summaryMetadata } from "@/app/_reports/summary-page";
import { requireCustomer } from "@/lib/auth/current-actor";
import type { Query } from "../../_page/address";

export const generateMetadata = ({ searchParams }: { searchParams: Query }): Promise<Metadata> =>
  summaryMetadata(searchParams);

export default async function SummaryReportPage({ searchParams }: { searchParams: Query }) {
  return <SummaryPage actor={await requireCustomer()} query={searchParams} home="/reports" />;
}
