import type { Metadata } from "next";
import { NotificationsPage } from "@/app/_notifications/notifications-page";
import type { Query } from "@/app/(portal)/_page/address";
import { opsReading } from "../_record/read";

export const metadata: Metadata = { title: "Notifications" };

export default async function OpsNotificationsPage({ searchParams }: { searchParams: Query }) {
  const { actor, calendar } = await opsReading(async ({ tx: _, ...rest }) => rest);
  return (
    <NotificationsPage
      actor={actor}
      base="/ops/notifications"
      settings="/ops/settings/notifications"
      zone={calendar.zone}
      searchParams={searchParams}
    />
  );
}
