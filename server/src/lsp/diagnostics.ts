import isEqual from "fast-deep-equal";
import { t } from "../l10n";
import { DiagnosticSeverity, DocumentDiagnosticReportKind, type Connection, type Diagnostic, type DocumentDiagnosticReport, type TextDocuments } from "vscode-languageserver";
import type { Diagnostic as DumpDiagnostic } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import type { ProtocolFeature } from "./protocol-feature";

/** The source that diagnostics name. */
const SOURCE = "xenstore";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export const diagnostics: ProtocolFeature = {
  capabilities: ({ pullsDiagnostics }) =>
    pullsDiagnostics ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } } : {},
  register({ connection, documents, abilities, onReconfigured }) {
    let delivery: DiagnosticDelivery;
    if (abilities.pullsDiagnostics) {
      const pulled = new PulledDiagnostics(abilities);
      connection.languages.diagnostics.on(({ textDocument, previousResultId }) => pulled.report(documents.get(textDocument.uri), previousResultId));
      delivery = pulled;
    } else delivery = new PushedDiagnostics(connection, documents, abilities);
    documents.onDidChangeContent(({ document }) => delivery.changed(document));
    documents.onDidClose(({ document }) => delivery.closed(document));
    onReconfigured(async (reconfigured) => {
      for (const document of reconfigured) delivery.reconfigured(document);
      if (abilities.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    });
  },
};

/** Delivers diagnostics in the way that the client supports: when it asks, or whenever a document has changed. */
interface DiagnosticDelivery {
  changed(document: DumpDocument): void;
  closed(document: DumpDocument): void;
  /** The same text has other diagnostics now. */
  reconfigured(document: DumpDocument): void;
}

/** For clients that ask. An answer that is the same as the last one is not sent again. */
class PulledDiagnostics implements DiagnosticDelivery {
  readonly #abilities: ClientAbilities;
  readonly #last = new Map<string, { id: string; revision: object; items: readonly Diagnostic[] }>();
  #serial = 0;

  constructor(abilities: ClientAbilities) {
    this.#abilities = abilities;
  }

  /** Answers for a document; without diagnostics if it is not open. */
  report(document: DumpDocument | undefined, previousResultId: string | undefined): DocumentDiagnosticReport {
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const last = this.#last.get(document.uri);
    if (last !== undefined && last.revision === document.revision && last.id === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    const items = diagnosticsOf(document, this.#abilities);
    if (last !== undefined && last.id === previousResultId && isEqual(last.items, items)) {
      last.revision = document.revision;
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    this.#serial += 1;
    const id = String(this.#serial);
    this.#last.set(document.uri, { id, revision: document.revision, items });
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }

  changed(): void {
    // The client asks.
  }

  closed(document: DumpDocument): void {
    this.#last.delete(document.uri);
  }

  reconfigured(document: DumpDocument): void {
    this.#last.delete(document.uri);
  }
}

/** For clients that do not ask. Several edits in a row are answered once. */
class PushedDiagnostics implements DiagnosticDelivery {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<DumpDocument>;
  readonly #abilities: ClientAbilities;
  readonly #changed = new Set<string>();

  constructor(connection: Connection, documents: TextDocuments<DumpDocument>, abilities: ClientAbilities) {
    this.#connection = connection;
    this.#documents = documents;
    this.#abilities = abilities;
  }

  changed(document: DumpDocument): void {
    if (this.#changed.size === 0) setTimeout(() => this.#send(), 0);
    this.#changed.add(document.uri);
  }

  reconfigured(document: DumpDocument): void {
    this.changed(document);
  }

  closed(document: DumpDocument): void {
    this.#changed.delete(document.uri);
    void this.#connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  #send(): void {
    const uris = [...this.#changed];
    this.#changed.clear();
    for (const uri of uris) {
      const document = this.#documents.get(uri);
      if (document === undefined) continue;
      const version = this.#abilities.diagnosticVersions ? { version: document.version } : {};
      void this.#connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(document, this.#abilities), ...version });
    }
  }
}

/** The diagnostics that the client has. Reusing the objects spares making very many diagnostics, and comparing them property by property, at each keystroke. */
const converted = new WeakMap<DumpDiagnostic, Diagnostic>();

function diagnosticsOf(document: DumpDocument, abilities: ClientAbilities): Diagnostic[] {
  const { shown, hidden } = document.dump.shownDiagnostics();
  const items = shown.map((finding) => diagnosticOf(finding, document, abilities));
  return hidden === 0 ? items : [noteOfHidden(document, shown.length, hidden), ...items];
}

function diagnosticOf(finding: DumpDiagnostic, { uri }: DumpDocument, abilities: ClientAbilities): Diagnostic {
  const known = converted.get(finding);
  if (known !== undefined) return known;
  const diagnostic = toDiagnostic(finding, uri, abilities);
  converted.set(finding, diagnostic);
  return diagnostic;
}

/**
 * Turns a finding into a diagnostic, without what the client does not support. A list of diagnostics shows little more than how each begins: where it takes a
 * name to tell the vifs apart, that comes first.
 */
export function toDiagnostic(finding: DumpDiagnostic, uri: string, abilities: ClientAbilities): Diagnostic {
  const { code, range, severity } = finding;
  const message = finding.vif === undefined ? finding.message : `${finding.vif}: ${finding.message}`;
  const page = abilities.codeDescriptions && abilities.rulePages !== undefined ? { codeDescription: { href: `${abilities.rulePages}${code}.md` } } : {};
  const diagnostic: Diagnostic = { code, ...page, message, range, severity: SEVERITIES[severity], source: SOURCE };
  if (!abilities.relatedInformation || finding.related.length === 0) return diagnostic;
  return { ...diagnostic, relatedInformation: finding.related.map((related) => ({ message: related.message, location: { uri, range: related.range } })) };
}

/** Up to this number, the note says exactly how many findings are not shown. */
const FEW_HIDDEN = 99;

/** VS Code shows no more of a document, whatever it is sent. */
const MOST_IN_VSCODE = 1000;

/**
 * Says at the top of a document that there is more than is shown. It covers the first line, since editors draw nothing for an empty range before a slash.
 * Its end is the start of the next line, which typing in the first line does not move.
 */
function noteOfHidden({ dump }: DumpDocument, shown: number, hidden: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: dump.lineCount < 2 ? start : { line: 1, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: `${
      hidden <= FEW_HIDDEN
        ? t("Shown are the gravest findings ({0}), and not shown are {1}.", shown, hidden)
        : t("Shown are the gravest findings ({0}), and not shown are at least {1}.", shown, roundedDown(hidden))
    } ${
      dump.settings.mostDiagnostics < MOST_IN_VSCODE
        ? t("The setting xenstore.diagnostics.limit shows more; xenstore-netif check shows all.")
        : t("xenstore-netif check shows all.")
    }`,
  };
}

/** Rounds a number down to two significant digits. If the note changed at each keystroke, all diagnostics shown would be sent again with it. */
function roundedDown(number: number): number {
  const unit = 10 ** (String(number).length - 2);
  return number - (number % unit);
}
