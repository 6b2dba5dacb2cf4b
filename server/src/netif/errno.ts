/** The node is not there. */
export const ENOENT = 2;
/** A value is not one that can be used: what xenbus_gather returns if it does not match the format, and what netback's own checks say. */
export const EINVAL = 22;
/** What xenbus_scanf returns for a value that does not match the format. */
export const ERANGE = 34;

/** The names of the error numbers that Linux drivers write into their error nodes. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1, "EPERM"],
  [2, "ENOENT"],
  [4, "EINTR"],
  [5, "EIO"],
  [6, "ENXIO"],
  [11, "EAGAIN"],
  [12, "ENOMEM"],
  [13, "EACCES"],
  [14, "EFAULT"],
  [16, "EBUSY"],
  [17, "EEXIST"],
  [19, "ENODEV"],
  [22, "EINVAL"],
  [28, "ENOSPC"],
  [34, "ERANGE"],
  [38, "ENOSYS"],
  [95, "EOPNOTSUPP"],
  [110, "ETIMEDOUT"],
]);

/** The name of the errno that an error text begins with: `"2 reading …"` is ENOENT. */
export function errnoName(text: string): string | undefined {
  const digits = /^([0-9]{1,4}) /.exec(text);
  return digits === null ? undefined : NAMES.get(Number(digits[1]));
}
