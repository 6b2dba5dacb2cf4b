import type { DumpForm } from "../server/src/service";
import { openDump } from "./open-dump";

/** A dump in another form, and what is lost as `line: message` with the lines counted from 1. */
export function converted(text: string, to: DumpForm, permissions = true): { text: string; losses: string[] } {
  const conversion = openDump(text).convert({ to, permissions });
  return { text: conversion.text, losses: conversion.losses.map(({ line, message }) => `${line + 1}: ${message}`) };
}
