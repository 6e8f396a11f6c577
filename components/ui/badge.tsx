import type { ReactNode } from "react";
import type { Bucket } from "@/lib/lifecycle/states";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

/** An icon and a word in the colour of a bucket; never a pill, never a colour without a word. */
export function Badge({ icon, tone, children }: { icon?: IconName; tone?: Bucket; children: ReactNode }) {
  return (
    <span className={classNames("st small", tone && `c-${tone}`)}>
      {icon ? <Icon name={icon} size={15} className="gl" /> : null}
      {children}
    </span>
  );
}
