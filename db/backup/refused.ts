/** A backup or restore that was not done; the message names the fault and the way out. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
}
