import { REDACTED } from "../dump/read-line";

/** Six octets in hexadecimal, with colons between them. */
const MAC = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i;

/** `xx:xx:xx:xx:xx:xx`, `00:16:3e:**:**:**`: some octets are the same sign twice, which is not a digit. */
const MASKED = /^(?:(?:[0-9a-f]{2}|([^0-9a-f\s:])\1)(?::|$)){6}$/i;

/** `00:16:3e:...`: only the octets of the vendor are left. */
const BEHIND_VENDOR = /^(?:[0-9a-f]{2}:){1,5}(?:\.{2,3}|\u2026|[x*]+)$/i;

/** `REDACTED`, `[removed]`: a word that stands for the address. */
const WORD = new RegExp(`^[[(<{*]*(?:${REDACTED}|x{3,})[\\])>}*]*$`, "i");

/** Whether a value is a MAC address in the form that Xen's netif.h asks for. */
export function isMac(text: string): boolean {
  return MAC.test(text);
}

/** Whether an address was masked before the dump was shown to others: what the store holds is not known then. */
export function isMaskedMac(text: string): boolean {
  return !isMac(text) && ((MASKED.test(text) && !text.endsWith(":")) || BEHIND_VENDOR.test(text) || WORD.test(text));
}
