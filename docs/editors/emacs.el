;; Dumps of the XenStore, by their names.
(define-derived-mode xenstore-mode prog-mode "XenStore"
  "A dump of the XenStore."
  (setq-local comment-start "# "))
(add-to-list 'auto-mode-alist '("\\.xenstore\\'" . xenstore-mode))
(add-to-list 'auto-mode-alist '("/xenstore-ls[^/]*\\.\\(?:out\\|txt\\)\\'" . xenstore-mode))

;; M-x eglot-code-actions fixes, M-. goes to the other half of a vif.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(xenstore-mode . ("xenstore-netif" "lsp" "--stdio"))))
(add-hook 'xenstore-mode-hook #'eglot-ensure)
