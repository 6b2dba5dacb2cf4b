-- A visit of a user to the dump in the current buffer. What was seen goes as JSON into the file that VISIT_RESULT names.
local patience = 15000

local function await(what, condition)
  if not vim.wait(patience, condition, 10) then error("Neovim has waited in vain for " .. what) end
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
end

--- The text of the window that floats over the others, if there is one.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then return text(vim.api.nvim_win_get_buf(window)) end
  end
end

local function faults()
  return vim.tbl_map(function(found)
    return { line = found.lnum, from = found.col, to = found.end_col, severity = found.severity, message = found.message }
  end, vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.WARN } }))
end

--- As the user's choice from a menu.
local function choose(title)
  vim.ui.select = function(items, options, on_choice)
    for _, item in ipairs(items) do
      if options.format_item(item) == title then return on_choice(item) end
    end
    error("The menu does not offer: " .. title)
  end
end

local function visit()
  local seen = { filetype = vim.bo.filetype }
  await("diagnostics", function() return #faults() > 0 end)
  seen.faults = faults()

  vim.fn.search("multi-queue-num-queues")
  vim.api.nvim_feedkeys("K", "x", false)
  await("the hover", function() return floating() ~= nil end)
  seen.hover = floating()

  vim.fn.cursor(1, seen.faults[1].from + 1)
  local before = text(0)
  choose("Generate queue-1")
  vim.api.nvim_feedkeys(" a", "x", false)
  await("the fix", function() return text(0) ~= before end)
  vim.cmd("write")
  await("the fault to go", function() return #faults() == 0 end)
  return seen
end

local done, seen = pcall(visit)
vim.fn.writefile({ vim.json.encode(done and seen or { failed = tostring(seen) }) }, vim.env.VISIT_RESULT)
vim.cmd("qall!")
