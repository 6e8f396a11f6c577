export type NavItem = { href: string; label: string; count?: number; current?: boolean };
