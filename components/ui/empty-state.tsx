import type { ReactNode } from "react";

/** An empty place: what will be here, and the next action. */
export function EmptyState({
  title,
  children,
  actions,
  level = 3,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Of its heading: 2 where it stands right below the page's title. */
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="empty">
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="acts">{actions}</div> : null}
    </div>
  );
}
