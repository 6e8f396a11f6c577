/** In front of every API token, so that whoever finds one knows what it is. */
export const TOKEN_MARK = "fw_";

/** For how many days an API token may be made. */
export const TOKEN_DAYS = [30, 90, 365] as const;
