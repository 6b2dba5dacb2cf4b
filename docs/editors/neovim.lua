-- Dumps of the XenStore, by their names.
vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  pattern = { "*.xenstore", "xenstore-ls*.out", "xenstore-ls*.txt" },
  callback = function() vim.bo.filetype = "xenstore" end,
})

-- One server for all of them. Neovim 0.8 and later start it with vim.lsp.start, older ones with start_client.
local server = { name = "xenstore-netif", cmd = { "xenstore-netif", "lsp", "--stdio" }, root_dir = vim.fn.getcwd() }
local client
vim.api.nvim_create_autocmd("FileType", {
  pattern = "xenstore",
  callback = function(event)
    if vim.lsp.start then return vim.lsp.start(server) end
    client = client or vim.lsp.start_client(server)
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})

-- Hover with K, go to the other half of a vif with gd, fix with <Space>a.
vim.api.nvim_create_autocmd("FileType", {
  pattern = "xenstore",
  callback = function(event)
    vim.keymap.set("n", "K", vim.lsp.buf.hover, { buffer = event.buf })
    vim.keymap.set("n", "gd", vim.lsp.buf.definition, { buffer = event.buf })
    vim.keymap.set("n", "<Space>a", vim.lsp.buf.code_action, { buffer = event.buf })
  end,
})
