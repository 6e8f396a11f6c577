import type { Metadata } from "next";
import { NotificationsPage } from "@/app/_notifications/notifications-page";
import type { Query } from "../_page/address";
import { reading } from "../_page/read";

export const metadata: Metadata = { title: "Notifications" };

export default async function CustomerNotificationsPage({ searchParams }: { searchParams: Query }) {
  const { actor, calendar } = await reading(async ({ tx: _, ...rest }) => rest);
  return (
    <NotificationsPage
      actor={actor}
      base="/notifications"
      settings="/settings/notifications"
      zone={calendar.zone}
      searchParams={searchParams}
    />
  );
}
