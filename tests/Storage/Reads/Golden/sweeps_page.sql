SELECT
  Sweep, count(), uniqExact(CellId), toUnixTimestamp64Nano(min(StartedAt)) AS FirstStart, toUnixTimestamp64Nano(max(StartedAt)),
  arraySort(groupUniqArray(1000)(Agent)), arraySort(groupUniqArray(1000)(Model)), arraySort(groupUniqArray(1000)(concat(Category, '/', Task)))
FROM runs FINAL
WHERE CellId != ''
GROUP BY Sweep
HAVING {first:UInt8} OR (-ifNull(FirstStart, 0), Sweep) > (-{afterStart:Int64}, {afterSweep:String})
ORDER BY -ifNull(FirstStart, 0), Sweep
LIMIT {limit:UInt32}
