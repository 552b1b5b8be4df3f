-- For wrk: sends the requests of a file, one a line ("METHOD PATH BODY"), each line once and then
-- from the start again; a single line by every thread. Prints one JSON line with the rate, latencies
-- in ms and how many failed, by status or kind of error, and to stderr the first refusal of each
-- thread. Headers that all requests have stand in LOAD_HEADERS, one a line ("NAME: VALUE").
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  requests, refused, said, at = {}, {}, nil, 0
  local lines = {}
  for line in io.lines(args[1]) do table.insert(lines, line) end
  for count, line in ipairs(lines) do
    if #lines == 1 or count % tonumber(args[2]) == number then
      local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
      local headers = {}
      for name, value in (os.getenv("LOAD_HEADERS") or ""):gmatch("(%S+): ([^\n]+)") do
        headers[name] = value
      end
      local sends = method == "POST" or method == "PUT"
      if sends then headers["Content-Type"] = "application/json" end
      table.insert(requests, wrk.format(method, path, headers, sends and body or nil))
    end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, _, body)
  if status >= 300 then
    refused[status] = (refused[status] or 0) + 1
    said = said or body
  end
end

function done(summary, latency)
  local failures = {}
  local function add(kind, count)
    if count > 0 then failures[kind] = (failures[kind] or 0) + count end
  end
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("refused")) do add("status " .. status, count) end
    if thread:get("said") then io.stderr:write(thread:get("said"), "\n") end
  end
  for _, kind in ipairs({"connect", "read", "write", "timeout"}) do add(kind, summary.errors[kind]) end
  local counts = {}
  for kind, count in pairs(failures) do
    table.insert(counts, string.format('"%s": %d', kind, count))
  end
  io.write(string.format(
    '\nRESULT {"rate": %.2f, "p50": %.3f, "p99": %.3f, "requests": %d, "failures": {%s}}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, table.concat(counts, ", ")))
end
