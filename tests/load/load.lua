-- For wrk: sends the requests of a file, one a line ("METHOD PATH BODY"), each line once and then
-- from the start again; prints one JSON line with the rate, latencies in ms and failures. Headers
-- that all of them have stand in LOAD_HEADERS, one a line ("NAME: VALUE").
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  requests, failures, at = {}, 0, 0
  local count = 0
  for line in io.lines(args[1]) do
    if count % tonumber(args[2]) == number then
      local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
      local headers = {}
      for name, value in (os.getenv("LOAD_HEADERS") or ""):gmatch("(%S+): ([^\n]+)") do
        headers[name] = value
      end
      local sends = method == "POST" or method == "PUT"
      if sends then headers["Content-Type"] = "application/json" end
      table.insert(requests, wrk.format(method, path, headers, sends and body or nil))
    end
    count = count + 1
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status)
  if status >= 300 then failures = failures + 1 end
end

function done(summary, latency)
  local failures = 0
  for _, thread in ipairs(threads) do
    failures = failures + thread:get("failures")
  end
  local errors = summary.errors
  failures = failures + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '\nRESULT {"rate": %.2f, "p50": %.3f, "p99": %.3f, "requests": %d, "failures": %d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, failures))
end
