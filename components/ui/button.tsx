import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";

export type ButtonLook = {
  /** One on a screen at most. */
  primary?: boolean;
  small?: boolean;
  /** No outline: for actions beside a text. */
  plain?: boolean;
  full?: boolean;
};

export function buttonClass({ primary, small, plain, full }: ButtonLook, more?: string): string | undefined {
  return classNames("btn", primary && "primary", small && "small", plain && "plain", full && "full", more);
}

/** Does something here. `type` is "button" unless said otherwise. */
export function Button({
  primary,
  small,
  plain,
  full,
  className,
  type = "button",
  ...rest
}: ButtonLook & ComponentProps<"button">) {
  return <button type={type} className={buttonClass({ primary, small, plain, full }, className)} {...rest} />;
}

/** Goes somewhere. A download, or an address that is no page, is a plain link (`file`). */
export function LinkButton({
  href,
  file = false,
  primary,
  small,
  plain,
  full,
  className,
  children,
  ...rest
}: ButtonLook & {
  href: string;
  file?: boolean;
  className?: string;
  children: ReactNode;
} & Omit<ComponentProps<"a">, "href" | "className" | "children">) {
  const look = buttonClass({ primary, small, plain, full }, className);
  if (file) {
    return (
      <a href={href} className={look} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={look} {...rest}>
      {children}
    </Link>
  );
}
