;;; A visit of a user to the dump that VISIT_DUMP names. What was seen goes as JSON into the file that VISIT_RESULT names.  -*- lexical-binding: t -*-
(require 'cl-lib)
(require 'eglot)
(require 'json)

(defun visit-await (what condition)
  "Let Emacs work until CONDITION gives something, and give that; WHAT is for the message if it never does."
  (let ((end (time-add nil 15)) found)
    (while (not (setq found (funcall condition)))
      (unless (time-less-p nil end) (error "Emacs has waited in vain for %s" what))
      (accept-process-output nil 0.01))
    found))

(defun visit-text () (buffer-substring-no-properties (point-min) (point-max)))

(defun visit-faults ()
  "What Flymake shows of the severities that call for something to be done."
  (cl-loop for found in (flymake-diagnostics)
           unless (eq (flymake-diagnostic-type found) 'eglot-note)
           collect `((line . ,(line-number-at-pos (flymake-diagnostic-beg found)))
                     (text . ,(buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
                     (type . ,(symbol-name (flymake-diagnostic-type found)))
                     (message . ,(flymake-diagnostic-text found)))))

(defun visit ()
  (find-file (getenv "VISIT_DUMP"))
  ;; Where nobody types, no command runs after which eglot would start.
  (run-hooks 'post-command-hook)
  (visit-await "the server" #'eglot-managed-p)
  (flymake-start)
  (let ((faults (visit-await "diagnostics" #'visit-faults))
        (before (visit-text))
        hover)
    (search-forward "multi-queue-num")
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover (substring-no-properties text))))
    (visit-await "the hover" (lambda () hover))
    (goto-char (point-min))
    (search-forward "\"2")
    (backward-char)
    ;; As the user's choice from a menu.
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt menu &rest _)
                 (or (car (assoc "Generate queue-1" menu)) (error "The menu does not offer the fix: %S" (mapcar #'car menu)))))
              (last-nonmenu-event 'a-key))
      (call-interactively #'eglot-code-actions))
    (visit-await "the fix" (lambda () (not (equal (visit-text) before))))
    ;; It also makes eglot tell the server of the change, which it does otherwise when the user pauses.
    (save-buffer)
    (visit-await "the fault to go" (lambda () (flymake-start) (null (visit-faults))))
    `((mode . ,(symbol-name major-mode)) (faults . ,(vconcat faults)) (hover . ,hover))))

(let ((seen (condition-case failure (visit) (error `((failed . ,(error-message-string failure)))))))
  (with-temp-file (getenv "VISIT_RESULT") (insert (json-encode seen)))
  (kill-emacs 0))
