<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountModel</name>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The whole batch</source>
        <translation>整个批次</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>First at</source>
        <translation>首次位置</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>内容与原因</translation>
    </message>
    <message>
        <source>Other records</source>
        <translation>其他记录</translation>
    </message>
</context>
<context>
    <name>AttemptModel</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>You, in another window</source>
        <translation>你（另一个窗口）</translation>
    </message>
    <message>
        <source>You have it open in another window since %1 on %2.</source>
        <translation>你自 %1 起在 %2 的另一个窗口中打开了它。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 has it open since %2 on %3.</source>
        <translation>%1 自 %2 起在 %3 上打开了它。</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>Worker %1 works on it since %2 (%3).</source>
        <translation>工作进程 %1 自 %2 起正在处理（%3）。</translation>
    </message>
    <message>
        <source>Worker %1 reads %2 since %3.</source>
        <translation>工作进程 %1 自 %3 起正在读取 %2。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
</context>
<context>
    <name>BatchListModel</name>
    <message numerus="yes">
        <source>%n file(s) so far</source>
        <translation>
            <numerusform>目前 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>VIN</source>
        <translation>VIN</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Bad files</source>
        <translation>失败文件</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Run %1 of this batch</source>
        <translation>该批次的第 %1 轮处理</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Who is on it</source>
        <translation>参与者</translation>
    </message>
</context>
<context>
    <name>ConnectionModel</name>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>As started</source>
        <translation>按启动参数</translation>
    </message>
    <message>
        <source>Your own store</source>
        <translation>自己的存储库</translation>
    </message>
    <message>
        <source>Beside the store</source>
        <translation>存储库旁边</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>存储库</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>记录文件</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>总线</translation>
    </message>
</context>
<context>
    <name>ConsumerGroupModel</name>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Messages behind</source>
        <translation>积压消息</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读取者</translation>
    </message>
</context>
<context>
    <name>ConsumerModel</name>
    <message>
        <source>Behind</source>
        <translation>有积压</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已跟上</translation>
    </message>
    <message>
        <source>Nobody reads</source>
        <translation>无人读取</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) unread</source>
        <translation>
            <numerusform>%Ln 个分区无人读取</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeadLetterModel</name>
    <message>
        <source>Given up</source>
        <translation>放弃时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>First failed</source>
        <translation>首次失败</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>事件 ID</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/秒</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>DtcModel</name>
    <message>
        <source>No fault</source>
        <translation>无故障</translation>
    </message>
    <message>
        <source>Lamp: %1</source>
        <translation>指示灯：%1</translation>
    </message>
    <message>
        <source>present</source>
        <translation>当前存在</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>lamp on</source>
        <translation>指示灯亮</translation>
    </message>
    <message>
        <source>No status bit is set.</source>
        <translation>没有置位的状态位。</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Not in any table</source>
        <translation>代码表中未收录</translation>
    </message>
    <message>
        <source>Control unit</source>
        <translation>控制单元</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
</context>
<context>
    <name>EcuModel</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>请求地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Protocols</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>报文</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>标识信息</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>EvidenceModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>报文</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>The most recent test failed: the fault is present now.</source>
        <translation>最近一次测试未通过：故障当前存在。</translation>
    </message>
    <message>
        <source>The most recent test did not fail.</source>
        <translation>最近一次测试没有失败。</translation>
    </message>
    <message>
        <source>A test failed at least once since the vehicle was last started.</source>
        <translation>自上次启动车辆以来，测试至少失败过一次。</translation>
    </message>
    <message>
        <source>No test failed since the vehicle was last started.</source>
        <translation>自上次启动车辆以来，测试没有失败。</translation>
    </message>
    <message>
        <source>A test failed in this or the last driving cycle; the fault is not confirmed yet.</source>
        <translation>在本次或上一次驾驶循环中测试失败；故障尚未确认。</translation>
    </message>
    <message>
        <source>No failure in this or the last driving cycle.</source>
        <translation>本次和上一次驾驶循环中没有失败。</translation>
    </message>
    <message>
        <source>The fault was seen often enough to be stored as confirmed.</source>
        <translation>该故障出现次数足够多，已存储为已确认故障。</translation>
    </message>
    <message>
        <source>The fault is not confirmed.</source>
        <translation>故障未确认。</translation>
    </message>
    <message>
        <source>The test has not run to its end since the memory was cleared.</source>
        <translation>自清除故障存储器以来，测试尚未完整运行过。</translation>
    </message>
    <message>
        <source>The test has run since the memory was cleared.</source>
        <translation>自清除故障存储器以来，测试已运行过。</translation>
    </message>
    <message>
        <source>A test failed at least once since the memory was cleared.</source>
        <translation>自清除故障存储器以来，测试至少失败过一次。</translation>
    </message>
    <message>
        <source>No test failed since the memory was cleared.</source>
        <translation>自清除故障存储器以来，测试没有失败。</translation>
    </message>
    <message>
        <source>The test has not run to its end since the vehicle was last started.</source>
        <translation>自上次启动车辆以来，测试尚未完整运行过。</translation>
    </message>
    <message>
        <source>The test has run since the vehicle was last started.</source>
        <translation>自上次启动车辆以来，测试已运行过。</translation>
    </message>
    <message>
        <source>The control unit asks for a warning lamp.</source>
        <translation>控制单元请求点亮警告灯。</translation>
    </message>
    <message>
        <source>No warning lamp is asked for.</source>
        <translation>没有请求点亮警告灯。</translation>
    </message>
    <message>
        <source>This took longer than it may.</source>
        <translation>操作超时。</translation>
    </message>
    <message>
        <source>Try again; pause other work if the computer is busy.</source>
        <translation>请重试；如果计算机繁忙，请先暂停其他工作。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>无需再做任何操作。</translation>
    </message>
    <message>
        <source>This is no longer there.</source>
        <translation>该内容已不存在。</translation>
    </message>
    <message>
        <source>Somebody may have deleted it. Refresh the list.</source>
        <translation>可能已被他人删除。请刷新列表。</translation>
    </message>
    <message>
        <source>The batch is not in a state for this.</source>
        <translation>批次当前的状态不允许此操作。</translation>
    </message>
    <message>
        <source>Wait until its work has ended, or choose another action.</source>
        <translation>请等待其处理结束，或选择其他操作。</translation>
    </message>
    <message>
        <source>A limit has been reached.</source>
        <translation>已达到上限。</translation>
    </message>
    <message>
        <source>Free something, or ask for a higher limit.</source>
        <translation>请释放一些资源，或申请提高上限。</translation>
    </message>
    <message>
        <source>This cannot be used as it is.</source>
        <translation>无法按现状使用。</translation>
    </message>
    <message>
        <source>Check what was given, then try again.</source>
        <translation>请检查所给的内容，然后重试。</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>您没有执行此操作的权限。</translation>
    </message>
    <message>
        <source>Ask the owner of the workspace for the right to do it.</source>
        <translation>请向工作区所有者申请权限。</translation>
    </message>
    <message>
        <source>The engine or its store does not answer.</source>
        <translation>处理引擎或其存储库没有响应。</translation>
    </message>
    <message>
        <source>Check that its disk or server is there; the window goes on by itself once it answers.</source>
        <translation>请检查其磁盘或服务器是否可用；恢复应答后，窗口会自行继续。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>程序内部出错。</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the text below.</source>
        <translation>请重试。如果问题再次出现，请附上下面的文字进行反馈。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space on the disk that is named below; then try again: Retry for a batch, or add the recordings again.</source>
        <translation>请在下面指出的磁盘上腾出空间，然后再试：对批次按“重试”，或重新添加记录文件。</translation>
    </message>
    <message>
        <source>A file or folder may not be read or written.</source>
        <translation>没有读取或写入某个文件或文件夹的权限。</translation>
    </message>
    <message>
        <source>Check who may read and write the folder that is named below, and whether its disk can be written at all; then try again.</source>
        <translation>请检查谁可以读写下面指出的文件夹，以及其磁盘是否可写；然后再试。</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>The same content as another file of this batch; read once.</source>
        <translation>与该批次中另一个文件内容相同；只读取一次。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
</context>
<context>
    <name>FileSaver</name>
    <message>
        <source>Saved to %1.</source>
        <translation>已保存到 %1。</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk. Details: %1</source>
        <translation>请选择其他文件夹，或腾出磁盘空间。详情：%1</translation>
    </message>
</context>
<context>
    <name>FrameModel</name>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>error frame</source>
        <translation>错误帧</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>远程帧</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>内容说明</translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Read in part</source>
        <translation>部分读取</translation>
    </message>
    <message>
        <source>Nothing read</source>
        <translation>未读取到内容</translation>
    </message>
    <message>
        <source>Read in full</source>
        <translation>完整读取</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>错误帧</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>第一帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>With warnings</source>
        <translation>有警告</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
</context>
<context>
    <name>LogErrorModel</name>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Lines like</source>
        <translation>日志行模板</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>Meanwhile</name>
    <message>
        <source>%1 cancelled it (%2).</source>
        <translation>%1 取消了它（%2）。</translation>
    </message>
    <message>
        <source>%1 had it retried (%2).</source>
        <translation>%1 重试了它（%2）。</translation>
    </message>
    <message>
        <source>%1 had it processed again (%2).</source>
        <translation>%1 重新处理了它（%2）。</translation>
    </message>
    <message>
        <source>%1 reopened it for more files (%2).</source>
        <translation>%1 重新打开了它以添加文件（%2）。</translation>
    </message>
    <message>
        <source>%1 declared its upload complete (%2).</source>
        <translation>%1 已将上传标记为完成（%2）。</translation>
    </message>
    <message>
        <source>Somebody deleted it meanwhile. Nothing is left to do.</source>
        <translation>其间有人删除了它。无需再做任何操作。</translation>
    </message>
    <message>
        <source>It has moved on meanwhile.</source>
        <translation>其间它的状态已经改变。</translation>
    </message>
    <message>
        <source>It is now in the state “%1”, run %2.</source>
        <translation>它现在的状态是“%1”，第 %2 次运行。</translation>
    </message>
    <message>
        <source>The page shows it as it is now; your command changed nothing.</source>
        <translation>页面显示的是它现在的状态；你的命令没有改变任何内容。</translation>
    </message>
</context>
<context>
    <name>NegativeResponseModel</name>
    <message>
        <source>Control unit</source>
        <translation>控制单元</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>PartitionModel</name>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Messages behind</source>
        <translation>积压消息</translation>
    </message>
    <message>
        <source>Next to read</source>
        <translation>下一条位置</translation>
    </message>
    <message>
        <source>End</source>
        <translation>末尾</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>读取者</translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>分发</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Barrier</source>
        <translation>汇合</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>To be tried again</source>
        <translation>待重试</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>无任务</translation>
    </message>
    <message>
        <source>Whoever ran them was not heard of in time: another worker takes them over.</source>
        <translation>执行者未按时报告，将由其他工作进程接手。</translation>
    </message>
    <message>
        <source>They failed, and wait a while before the next attempt.</source>
        <translation>任务失败，稍后再次尝试。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>How long the oldest of the ready tasks waits</source>
        <translation>最早就绪的任务已等待的时间</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>延后</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 (set by hand)</source>
        <translation>%1（手动指定）</translation>
    </message>
    <message>
        <source>Recordings, also packed (%1)</source>
        <translation>记录文件，含压缩包 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n common frame(s)</source>
        <translation>
            <numerusform>%Ln 个共同帧</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ahead of %2, %3</source>
        <translation>比 %2 快 %1，%3</translation>
    </message>
    <message>
        <source>%1 behind %2, %3</source>
        <translation>比 %2 慢 %1，%3</translation>
    </message>
    <message>
        <source>Set by hand: %1</source>
        <translation>手动设置：%1</translation>
    </message>
    <message>
        <source>Set by hand: %1, as %2</source>
        <translation>手动设置：%1，以 %2 为准</translation>
    </message>
    <message>
        <source>Goes on from the file before</source>
        <translation>接续前一个文件</translation>
    </message>
    <message>
        <source>Goes on from the file before, as %1</source>
        <translation>接续前一个文件，以 %1 为准</translation>
    </message>
    <message>
        <source>Time of day, as %1; %2</source>
        <translation>实际时刻，与 %1 相同；%2</translation>
    </message>
    <message>
        <source>Time of day, as %1</source>
        <translation>实际时刻，与 %1 相同</translation>
    </message>
    <message>
        <source>Its own; %1</source>
        <translation>自身时钟；%1</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>自身时钟</translation>
    </message>
    <message>
        <source>skipped: %1 (%2, first at %3)</source>
        <translation>已跳过：%1（%2，首次位于 %3）</translation>
    </message>
</context>
<context>
    <name>ReturningCodeModel</name>
    <message>
        <source>Code</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
</context>
<context>
    <name>ShortcutModel</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Move between parts of the window</source>
        <translation>在窗口各部分之间移动</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab、Shift+Tab</translation>
    </message>
    <message>
        <source>Open the chosen batch</source>
        <translation>打开所选批次</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Copy the chosen rows of a table</source>
        <translation>复制表格中所选的行</translation>
    </message>
    <message>
        <source>Sort, columns, filter and export of a table</source>
        <translation>表格的排序、列、筛选和导出</translation>
    </message>
    <message>
        <source>Menu key, Shift+F10</source>
        <translation>菜单键、Shift+F10</translation>
    </message>
    <message>
        <source>Move along the timeline</source>
        <translation>沿时间线移动</translation>
    </message>
    <message>
        <source>Left, Right, Home, End</source>
        <translation>左、右、Home、End</translation>
    </message>
</context>
<context>
    <name>StatementModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>结论</translation>
    </message>
</context>
<context>
    <name>SupplierModel</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>错误帧</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>没有记录数据</translation>
    </message>
</context>
<context>
    <name>TopCodeModel</name>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>控制单元</translation>
    </message>
</context>
<context>
    <name>VehicleModel</name>
    <message>
        <source>Vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>VIN</source>
        <translation>VIN</translation>
    </message>
    <message>
        <source>Make and model</source>
        <translation>品牌与车型</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Receiving files</source>
        <translation>接收文件中</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>已上传</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>All files read</source>
        <translation>文件已全部读取</translation>
    </message>
    <message>
        <source>Gathering</source>
        <translation>汇总中</translation>
    </message>
    <message>
        <source>Gathered</source>
        <translation>已汇总</translation>
    </message>
    <message>
        <source>Diagnosing</source>
        <translation>诊断中</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>To be retried</source>
        <translation>待重试</translation>
    </message>
    <message>
        <source>Worker lost</source>
        <translation>工作进程丢失</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>危急</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Likely cause</source>
        <translation>可能原因</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>分发</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Text log</source>
        <translation>文本日志</translation>
    </message>
    <message>
        <source>Batch created</source>
        <translation>批次已创建</translation>
    </message>
    <message>
        <source>File added</source>
        <translation>文件已添加</translation>
    </message>
    <message>
        <source>File read</source>
        <translation>文件已读取</translation>
    </message>
    <message>
        <source>File failed</source>
        <translation>文件失败</translation>
    </message>
    <message>
        <source>Upload completed</source>
        <translation>上传已完成</translation>
    </message>
    <message>
        <source>State changed</source>
        <translation>状态已改变</translation>
    </message>
    <message>
        <source>Findings gathered</source>
        <translation>发现已汇总</translation>
    </message>
    <message>
        <source>Diagnosis completed</source>
        <translation>诊断已完成</translation>
    </message>
    <message>
        <source>Report published</source>
        <translation>报告已发布</translation>
    </message>
    <message>
        <source>Batch deleted</source>
        <translation>批次已删除</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in all.</source>
        <translation>
            <numerusform>共 %Ln 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>From “%1” to “%2”.</source>
        <translation>从“%1”变为“%2”。</translation>
    </message>
    <message>
        <source>From “%1” to “%2”: %3</source>
        <translation>从“%1”变为“%2”：%3</translation>
    </message>
    <message>
        <source>By rules, without a language model.</source>
        <translation>基于规则，未使用语言模型。</translation>
    </message>
    <message>
        <source>By a language model.</source>
        <translation>由语言模型生成。</translation>
    </message>
    <message>
        <source>%1 of %2 files could not be read; the result rests on the others.</source>
        <translation>%2 个文件中有 %1 个无法读取；结果基于其余文件。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>灭</translation>
    </message>
    <message>
        <source>on</source>
        <translation>亮</translation>
    </message>
    <message>
        <source>slow flash</source>
        <translation>慢闪</translation>
    </message>
    <message>
        <source>fast flash</source>
        <translation>快闪</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>WorkerModel</name>
    <message>
        <source>Lost since %1</source>
        <translation>自 %1 起失联</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Its tasks are taken over by others; nothing it still sends counts.</source>
        <translation>其任务由其他进程接手；它之后发送的内容不再有效。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Last heartbeat</source>
        <translation>最近心跳</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchActions</name>
    <message>
        <source>The upload could not be declared complete.</source>
        <translation>无法将上传标记为完成。</translation>
    </message>
    <message>
        <source>The batch could not be cancelled.</source>
        <translation>无法取消该批次。</translation>
    </message>
    <message>
        <source>The batch could not be retried.</source>
        <translation>无法重试该批次。</translation>
    </message>
    <message>
        <source>The batch could not be processed again.</source>
        <translation>无法重新处理该批次。</translation>
    </message>
    <message>
        <source>The batch could not be reopened.</source>
        <translation>无法重新打开该批次。</translation>
    </message>
    <message>
        <source>Open re&amp;sult</source>
        <translation>打开结果(&amp;S)</translation>
    </message>
    <message>
        <source>Show what was found in this batch</source>
        <translation>显示在该批次中发现的内容</translation>
    </message>
    <message>
        <source>Add mo&amp;re…</source>
        <translation>添加更多(&amp;R)…</translation>
    </message>
    <message>
        <source>Add recordings to this batch; it waits until its upload is declared complete</source>
        <translation>向此批次添加记录；在声明上传完成之前它会一直等待</translation>
    </message>
    <message>
        <source>Upload &amp;complete</source>
        <translation>上传完成(&amp;C)</translation>
    </message>
    <message>
        <source>Declare the upload complete, so that the work starts</source>
        <translation>将上传标记为完成，以便开始处理</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>Stop the work on this batch; it can be retried later</source>
        <translation>停止处理该批次；之后可以重试</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>重试(&amp;R)</translation>
    </message>
    <message>
        <source>Run this failed batch again; files that were read without fault are kept</source>
        <translation>再次运行该失败的批次；已正确读取的文件会保留</translation>
    </message>
    <message>
        <source>Re&amp;process</source>
        <translation>重新处理(&amp;P)</translation>
    </message>
    <message>
        <source>Read all recordings of this batch again</source>
        <translation>重新读取该批次的所有记录文件</translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation>重新打开(&amp;O)</translation>
    </message>
    <message>
        <source>Open this batch for more files; it waits until its upload is declared complete</source>
        <translation>重新打开该批次以添加文件；在标记上传完成之前会一直等待</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Remove this batch, its results and its recordings</source>
        <translation>删除该批次及其结果和记录文件</translation>
    </message>
    <message>
        <source>Copy batch &amp;ID</source>
        <translation>复制批次 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Copy the ID that the command line and the reports use</source>
        <translation>复制命令行和报告中使用的 ID</translation>
    </message>
    <message>
        <source>Delete batch</source>
        <translation>删除批次</translation>
    </message>
    <message>
        <source>Delete the batch of “%1” with its results and recordings?</source>
        <translation>要删除“%1”的批次及其结果和记录文件吗？</translation>
    </message>
    <message>
        <source>This cannot be undone. Recordings that another batch also uses are kept.</source>
        <translation>此操作无法撤销。其他批次也在使用的记录文件会保留。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>The batch was deleted.</source>
        <translation>批次已删除。</translation>
    </message>
    <message>
        <source>The batch could not be deleted.</source>
        <translation>无法删除该批次。</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchDetail</name>
    <message>
        <source>No batch is chosen.</source>
        <translation>未选择批次。</translation>
    </message>
    <message>
        <source>Choose a batch above to see its stages, files, attempts and events.</source>
        <translation>在上方选择一个批次，即可查看其阶段、文件、尝试和事件。</translation>
    </message>
    <message>
        <source>Stages of the batch</source>
        <translation>批次的阶段</translation>
    </message>
    <message>
        <source>Details of the batch</source>
        <translation>批次详情</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>Atte&amp;mpts</source>
        <translation>尝试(&amp;M)</translation>
    </message>
    <message>
        <source>Even&amp;ts</source>
        <translation>事件(&amp;T)</translation>
    </message>
    <message>
        <source>Files of the batch</source>
        <translation>批次的文件</translation>
    </message>
    <message>
        <source>No files yet.</source>
        <translation>还没有文件。</translation>
    </message>
    <message>
        <source>Files appear here as they are taken in.</source>
        <translation>文件接收后会显示在这里。</translation>
    </message>
    <message>
        <source>Attempts of the batch</source>
        <translation>批次的尝试</translation>
    </message>
    <message>
        <source>No attempts yet.</source>
        <translation>还没有尝试。</translation>
    </message>
    <message>
        <source>Work starts once the upload is complete.</source>
        <translation>上传完成后开始处理。</translation>
    </message>
    <message>
        <source>Events of the batch</source>
        <translation>批次的事件</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>还没有事件。</translation>
    </message>
    <message>
        <source>The batch could not be read.</source>
        <translation>无法读取该批次。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 提交</translation>
    </message>
    <message>
        <source>reading at %1</source>
        <translation>读取速度 %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Why it failed:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;失败原因：&lt;/b&gt;%1</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>添加记录文件(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose files, or drop files and folders anywhere on the window</source>
        <translation>选择文件，或将文件和文件夹拖放到窗口任意位置</translation>
    </message>
    <message>
        <source>Search vehicle, VIN, error…</source>
        <translation>搜索车辆、VIN、错误…</translation>
    </message>
    <message>
        <source>Search batches</source>
        <translation>搜索批次</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>所有批次</translation>
    </message>
    <message>
        <source>No recordings yet.</source>
        <translation>还没有记录文件。</translation>
    </message>
    <message>
        <source>Drop recordings of a vehicle on this window, or choose “Add recordings”. Minutes later its trouble codes are here.</source>
        <translation>将车辆的记录文件拖放到此窗口，或选择“添加记录文件”。几分钟后，其故障码就会显示在这里。</translation>
    </message>
    <message>
        <source>The list of batches could not be read.</source>
        <translation>无法读取批次列表。</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <translation>存储库未打开。</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 详情：%2</translation>
    </message>
    <message>
        <source>The store is being opened…</source>
        <translation>正在打开存储库…</translation>
    </message>
    <message>
        <source>The batch of “%1” that you had chosen was deleted by somebody else.</source>
        <translation>你选中的“%1”批次已被其他人删除。</translation>
    </message>
</context>
<context>
    <name>argus::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Command to find</source>
        <translation>要查找的命令</translation>
    </message>
    <message>
        <source>Type a command…</source>
        <translation>输入命令…</translation>
    </message>
    <message>
        <source>No command matches. Try another word.</source>
        <translation>没有匹配的命令。请换一个词。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
</context>
<context>
    <name>argus::ui::ConnectionDialog</name>
    <message>
        <source>Add connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Change connection</source>
        <translation>更改连接</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>For example: workshop</source>
        <translation>例如：维修车间</translation>
    </message>
    <message>
        <source>S&amp;tore</source>
        <translation>存储库(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Password of the database</source>
        <translation>数据库密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation>记录文件(&amp;R)</translation>
    </message>
    <message>
        <source>A folder, shared:PATH, or s3+https://host:9000/bucket</source>
        <translation>文件夹、shared:PATH，或 s3+https://host:9000/bucket</translation>
    </message>
    <message>
        <source>&amp;Access key</source>
        <translation>访问密钥(&amp;A)</translation>
    </message>
    <message>
        <source>Secret &amp;key</source>
        <translation>私有密钥(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Bus</source>
        <translation>总线(&amp;B)</translation>
    </message>
    <message>
        <source>local, or kafka://host:9092</source>
        <translation>local，或 kafka://host:9092</translation>
    </message>
    <message>
        <source>Pass&amp;word of the bus</source>
        <translation>总线密码(&amp;W)</translation>
    </message>
    <message>
        <source>Those of the system when left empty</source>
        <translation>留空则使用系统证书</translation>
    </message>
    <message>
        <source>As it is in the keyring</source>
        <translation>保持密钥环中的值</translation>
    </message>
    <message>
        <source>Kept in the keyring of the system, nowhere else</source>
        <translation>仅保存在系统密钥环中，别处不保存</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Choose on this computer…</source>
        <translation>在本机上选择…</translation>
    </message>
    <message>
        <source>Tes&amp;t</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>The connection is being tested</source>
        <translation>正在测试连接</translation>
    </message>
    <message>
        <source>What the test found</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>There is a connection of this name already.</source>
        <translation>已有同名的连接。</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>请为连接命名。</translation>
    </message>
    <message>
        <source>An address holds a password, which would stand in a file: write it into its own field.</source>
        <translation>地址中含有密码，会被写入文件：请填入专用的密码栏。</translation>
    </message>
    <message>
        <source>Recordings lie in a folder, in shared:PATH, or in s3+https://host:port/bucket.</source>
        <translation>记录文件应位于文件夹、shared:PATH，或 s3+https://host:port/bucket。</translation>
    </message>
    <message>
        <source>The bus is “local”, or kafka://host:port, with commas between several.</source>
        <translation>总线应为“local”，或 kafka://host:port，多个以逗号分隔。</translation>
    </message>
    <message>
        <source>A store of this computer goes with a folder of this computer and the local bus only.</source>
        <translation>本机的存储库只能与本机文件夹和本地总线一起使用。</translation>
    </message>
    <message>
        <source>PostgreSQL goes with Kafka, and with S3 or a folder that all mount (shared:PATH).</source>
        <translation>PostgreSQL 需与 Kafka 以及 S3 或共同挂载的文件夹 (shared:PATH) 一起使用。</translation>
    </message>
    <message>
        <source>Passwords and secret keys are kept in the keyring of the system.</source>
        <translation>密码和私有密钥保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>It could not be saved: %1</source>
        <translation>无法保存：%1</translation>
    </message>
    <message>
        <source>%1 works, with a warning: %2</source>
        <translation>%1 正常，但有警告：%2</translation>
    </message>
    <message>
        <source>%1 does not work: %2</source>
        <translation>%1 无法工作：%2</translation>
    </message>
    <message>
        <source>A path, or postgresql://user@host:5432/database</source>
        <translation>路径，或 postgresql://user@host:5432/database</translation>
    </message>
    <message>
        <source>&amp;Certificates of S3 (CA)</source>
        <translation>S3 证书 (CA)(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Options of the bus</source>
        <translation>总线选项(&amp;O)</translation>
    </message>
    <message>
        <source>A name is of letters without accents, digits, - _ . and spaces, 64 at most.</source>
        <translation>名称只能由英文字母、数字、- _ . 和空格组成，最多 64 个字符。</translation>
    </message>
    <message>
        <source>The store is a path, or postgresql://user@host:port/database.</source>
        <translation>存储库应为路径，或 postgresql://user@host:port/database。</translation>
    </message>
    <message>
        <source>An option of the bus is a secret, which would stand in a file: there is a field for the password.</source>
        <translation>总线选项中含有机密，会被写入文件：请使用密码栏。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>存储库</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>磁盘空间</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>总线</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>记录文件</translation>
    </message>
    <message>
        <source>Changed since the test. Test again to see whether it works.</source>
        <translation>测试后已有更改。请再次测试以查看是否可用。</translation>
    </message>
    <message>
        <source>%1 not tested: the store has to open first.</source>
        <translation>%1 未测试：必须先能打开存储库。</translation>
    </message>
</context>
<context>
    <name>argus::ui::ConnectionsPanel</name>
    <message>
        <source>The keyring did not take the password: it is known until the program ends.</source>
        <translation>密钥环未能保存密码：仅在程序结束前有效。</translation>
    </message>
    <message>
        <source>The keyring did not give the password of the connection.</source>
        <translation>无法从密钥环读取该连接的密码。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>No connections.</source>
        <translation>没有连接。</translation>
    </message>
    <message>
        <source>A&amp;dd…</source>
        <translation>添加(&amp;D)…</translation>
    </message>
    <message>
        <source>Add a store of this computer or of shared servers</source>
        <translation>添加本机或共享服务器上的存储库</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>更改(&amp;H)…</translation>
    </message>
    <message>
        <source>Change the chosen connection, or test it</source>
        <translation>更改或测试所选连接</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>Forget the chosen connection and its passwords; what lies on its servers stays</source>
        <translation>移除所选连接及其密码；服务器上的数据保留</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>Work with the chosen connection, now and at the next start</source>
        <translation>现在以及下次启动时使用所选连接</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>移除连接</translation>
    </message>
    <message>
        <source>Remove the connection “%1” and its passwords?</source>
        <translation>移除连接“%1”及其密码？</translation>
    </message>
    <message>
        <source>What lies on its servers or in its folder stays.</source>
        <translation>其服务器或文件夹中的数据保留不变。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>The connection could not be removed.</source>
        <translation>无法移除连接。</translation>
    </message>
    <message>
        <source>You will be asked for it again next time.</source>
        <translation>下次将再次询问密码。</translation>
    </message>
    <message>
        <source>Unlock the keyring, or choose “Change” and enter the password again.</source>
        <translation>请解锁密钥环，或选择“更改”并重新输入密码。</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 详细信息：%2</translation>
    </message>
</context>
<context>
    <name>argus::ui::ConsumerPanel</name>
    <message>
        <source>Consumer groups</source>
        <translation>消费者组</translation>
    </message>
    <message>
        <source>No consumer groups.</source>
        <translation>没有消费者组。</translation>
    </message>
    <message>
        <source>Partitions of the group</source>
        <translation>该组的分区</translation>
    </message>
    <message>
        <source>No group is chosen.</source>
        <translation>未选择组。</translation>
    </message>
    <message>
        <source>Choose a group to see its partitions.</source>
        <translation>选择一个组即可查看其分区。</translation>
    </message>
    <message>
        <source>Standalone: nothing can fall behind.</source>
        <translation>单机模式：不会有积压。</translation>
    </message>
    <message>
        <source>One process holds this store, works on its tasks and reads its own events; there is nobody else. On shared servers (Settings, Connections) every group that reads the bus is listed here.</source>
        <translation>由一个进程独占此存储库、处理其任务并读取自己的事件，没有其他参与者。使用共享服务器时（设置 › 连接），读取总线的每个组都会列在这里。</translation>
    </message>
    <message>
        <source>The bus does not say how far its readers are.</source>
        <translation>总线未告知读取进度。</translation>
    </message>
    <message>
        <source>See on the overview whether it answers. What waits there is kept until then.</source>
        <translation>请在概览中查看总线是否响应。等待中的事件会一直保留。</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Partitions of %1</source>
        <translation>%1 的分区</translation>
    </message>
</context>
<context>
    <name>argus::ui::DataTable</name>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>没有符合筛选条件的内容。</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export table as CSV…</source>
        <translation>将表格导出为 CSV(&amp;E)…</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>列(&amp;O)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Clear the search or choose another filter.</source>
        <translation>请清除搜索或选择其他筛选条件。</translation>
    </message>
    <message>
        <source>&amp;Filter rows…</source>
        <translation>筛选行(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Fit to the window</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>Filter rows…</source>
        <translation>筛选行…</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>排序依据(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>升序(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>降序(&amp;D)</translation>
    </message>
</context>
<context>
    <name>argus::ui::DeadLetterPanel</name>
    <message>
        <source>Search reason, topic, consumer…</source>
        <translation>搜索原因、主题、消费者…</translation>
    </message>
    <message>
        <source>Search dead letters</source>
        <translation>搜索死信</translation>
    </message>
    <message>
        <source>Also those &amp;sent again</source>
        <translation>包括已重新发送的(&amp;S)</translation>
    </message>
    <message>
        <source>Show as well what somebody has sent again since</source>
        <translation>同时显示之后已被重新发送的消息</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>Send se&amp;lected again…</source>
        <translation>重新发送所选(&amp;L)…</translation>
    </message>
    <message>
        <source>Send the selected messages to where they came from once more</source>
        <translation>将所选消息重新发回其来源</translation>
    </message>
    <message>
        <source>Send &amp;all shown again…</source>
        <translation>重新发送全部显示项(&amp;A)…</translation>
    </message>
    <message>
        <source>Send every message that the search shows to where it came from once more</source>
        <translation>将搜索显示的所有消息重新发回其来源</translation>
    </message>
    <message>
        <source>What the message holds</source>
        <translation>消息内容</translation>
    </message>
    <message>
        <source>Dead letters are for administrators.</source>
        <translation>死信仅供管理员查看。</translation>
    </message>
    <message>
        <source>They hold messages of all workspaces. Ask an administrator of the platform to look at them, or to make you one.</source>
        <translation>其中包含所有工作区的消息。请让平台管理员查看，或申请管理员权限。</translation>
    </message>
    <message>
        <source>The dead letters could not be read.</source>
        <translation>无法读取死信。</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 详情：%2</translation>
    </message>
    <message>
        <source>No dead letters.</source>
        <translation>没有死信。</translation>
    </message>
    <message>
        <source>A message that a reader cannot take, however often it tries, is put aside here with the reason, so that the others go on.</source>
        <translation>多次尝试仍无法处理的消息会连同原因存放于此，以便其他消息继续处理。</translation>
    </message>
    <message>
        <source>The newest %1 are listed</source>
        <translation>仅列出最新的 %1 条</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>显示 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a message to see what it holds.</source>
        <translation>选择一条消息即可查看其内容。</translation>
    </message>
    <message>
        <source>topic %1</source>
        <translation>主题 %1</translation>
    </message>
    <message>
        <source>given up by %1</source>
        <translation>由 %1 放弃</translation>
    </message>
    <message>
        <source>first failed %1</source>
        <translation>首次失败 %1</translation>
    </message>
    <message>
        <source>given up %1</source>
        <translation>放弃于 %1</translation>
    </message>
    <message>
        <source>without event ID</source>
        <translation>无事件 ID</translation>
    </message>
    <message>
        <source>event ID %1</source>
        <translation>事件 ID %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>键 %1</translation>
    </message>
    <message>
        <source>last sent again %1</source>
        <translation>最近重新发送于 %1</translation>
    </message>
    <message>
        <source>There is nothing to send: these messages are no longer there.</source>
        <translation>没有可发送的内容：这些消息已不存在。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message numerus="yes">
        <source>Send %n message(s) again?</source>
        <translation>
            <numerusform>重新发送 %Ln 条消息？</numerusform>
        </translation>
    </message>
    <message>
        <source>They go to where they came from, in the order in which they failed, under the same event ID: what has had its effect already has it no second time. What made them fail should be mended before.</source>
        <translation>消息将按失败顺序、以相同的事件 ID 发回其来源：已生效的不会再次生效。请先排除失败的原因。</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>重新发送(&amp;S)</translation>
    </message>
    <message>
        <source>%1 of %2 messages were sent again.</source>
        <translation>已重新发送 %2 条消息中的 %1 条。</translation>
    </message>
    <message>
        <source>Sending again is for administrators of the platform.</source>
        <translation>重新发送仅限平台管理员。</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask one of them; the messages stay here until then.</source>
        <translation>未发送任何内容。请联系管理员；消息会一直保留在这里。</translation>
    </message>
    <message>
        <source>The messages could not be sent again.</source>
        <translation>无法重新发送消息。</translation>
    </message>
</context>
<context>
    <name>argus::ui::DiagnosisPanel</name>
    <message>
        <source>Statements</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Statements of the diagnosis</source>
        <translation>诊断结论</translation>
    </message>
    <message>
        <source>There is nothing to state.</source>
        <translation>没有可陈述的结论。</translation>
    </message>
    <message>
        <source>No fault was found in these recordings, so there is nothing to explain.</source>
        <translation>在这些记录文件中没有发现故障，因此无需解释。</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>后续措施</translation>
    </message>
    <message>
        <source>Codes with most weight</source>
        <translation>最重要的故障码</translation>
    </message>
    <message>
        <source>What to do next, most urgent first</source>
        <translation>后续措施，最紧急的在前</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>没有故障。</translation>
    </message>
</context>
<context>
    <name>argus::ui::DropOverlay</name>
    <message>
        <source>Drop recordings to take them in</source>
        <translation>松开以接收记录文件</translation>
    </message>
    <message>
        <source>Files, folders and archives become one batch of one vehicle.</source>
        <translation>文件、文件夹和压缩包会成为一辆车的一个批次。</translation>
    </message>
    <message>
        <source>Files, folders and archives become one batch of one vehicle. Read are: %1.</source>
        <translation>文件、文件夹和压缩包会成为一辆车的一个批次。可读取：%1。</translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcDetail</name>
    <message>
        <source>About the chosen trouble code</source>
        <translation>关于所选故障码</translation>
    </message>
    <message>
        <source>Choose a trouble code to read what it means and what its status says.</source>
        <translation>选择一个故障码，即可查看其含义和状态说明。</translation>
    </message>
    <message>
        <source>No table has a meaning for this code; look it up in the maker&apos;s documents.</source>
        <translation>代码表中没有该故障码的含义；请查阅厂商资料。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Control unit</source>
        <translation>控制单元</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，通道 %2</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Raw bytes</source>
        <translation>原始字节</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%2：%1 次</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>报告次数</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s): %1</source>
        <translation>
            <numerusform>%Ln 次：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>Occurrence count</source>
        <translation>发生计数</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Status byte 0x%1</source>
        <translation>状态字节 0x%1</translation>
    </message>
    <message>
        <source>Lamps</source>
        <translation>指示灯</translation>
    </message>
    <message>
        <source>Malfunction indicator</source>
        <translation>故障指示灯</translation>
    </message>
    <message>
        <source>Red stop lamp</source>
        <translation>红色停车灯</translation>
    </message>
    <message>
        <source>Amber warning lamp</source>
        <translation>琥珀色警告灯</translation>
    </message>
    <message>
        <source>Protect lamp</source>
        <translation>保护灯</translation>
    </message>
    <message>
        <source>Snapshots and extended data</source>
        <translation>快照与扩展数据</translation>
    </message>
    <message>
        <source>%1, record %2</source>
        <translation>%1，记录 %2</translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcPanel</name>
    <message>
        <source>Search code, meaning, control unit…</source>
        <translation>搜索故障码、含义、控制单元…</translation>
    </message>
    <message>
        <source>Search trouble codes</source>
        <translation>搜索故障码</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>No trouble codes were found.</source>
        <translation>没有发现故障码。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>No control unit reported one in these recordings. That is no proof that none has any: codes come only where somebody asks for them. The files tab says what was read.</source>
        <translation>这些记录中没有控制单元报告故障码。这并不证明没有故障码：只有在有人读取时才会发送。读取了什么，请看“文件”选项卡。</translation>
    </message>
</context>
<context>
    <name>argus::ui::EcuPanel</name>
    <message>
        <source>What the control unit says about itself</source>
        <translation>控制单元的自述信息</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>控制单元</translation>
    </message>
    <message>
        <source>No control unit was recognised.</source>
        <translation>没有识别到控制单元。</translation>
    </message>
    <message>
        <source>None answered a diagnostic request or sent a diagnostic message.</source>
        <translation>没有控制单元应答诊断请求或发送诊断报文。</translation>
    </message>
    <message>
        <source>Identification of the chosen control unit</source>
        <translation>所选控制单元的标识信息</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>没有读取到信息。</translation>
    </message>
    <message>
        <source>No part numbers or names were asked of this control unit.</source>
        <translation>没有向该控制单元查询零件号或名称。</translation>
    </message>
</context>
<context>
    <name>argus::ui::EngineIndicator</name>
    <message>
        <source>Engine is opening</source>
        <translation>处理引擎正在启动</translation>
    </message>
    <message>
        <source>Engine paused</source>
        <translation>处理引擎已暂停</translation>
    </message>
    <message>
        <source>Engine running</source>
        <translation>处理引擎运行中</translation>
    </message>
    <message>
        <source>Engine runs elsewhere</source>
        <translation>处理引擎在别处运行</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 提交</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>处理引擎已停止</translation>
    </message>
    <message>
        <source>%1 of %2 workers busy</source>
        <translation>%1 / %2 个工作线程忙</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) waiting</source>
        <translation>
            <numerusform>%Ln 个任务等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>last error: %1</source>
        <translation>最近的错误：%1</translation>
    </message>
    <message>
        <source>%1 updates skipped</source>
        <translation>跳过了 %1 次更新</translation>
    </message>
    <message>
        <source>Store is not open</source>
        <translation>存储库未打开</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>正在重新连接</translation>
    </message>
    <message>
        <source>showing what was read until %1</source>
        <translation>显示截至 %1 读取的内容</translation>
    </message>
    <message>
        <source>nothing could be read yet</source>
        <translation>尚未读取到任何内容</translation>
    </message>
</context>
<context>
    <name>argus::ui::EvidencePanel</name>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence: the messages this rests on</source>
        <translation>证据：所依据的报文</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>未选择任何内容。</translation>
    </message>
    <message>
        <source>Choose a row above to see the messages it rests on.</source>
        <translation>在上方选择一行，即可查看其所依据的报文。</translation>
    </message>
    <message>
        <source>Raw frames around it</source>
        <translation>前后的原始帧</translation>
    </message>
    <message>
        <source>Raw frames around it in %1</source>
        <translation>%1 中前后的原始帧</translation>
    </message>
    <message>
        <source>Raw frames around the evidence</source>
        <translation>证据前后的原始帧</translation>
    </message>
    <message>
        <source>No frames to show.</source>
        <translation>没有可显示的帧。</translation>
    </message>
    <message>
        <source>Choose a message of the evidence.</source>
        <translation>请选择一条证据报文。</translation>
    </message>
    <message>
        <source>Bytes of the chosen frame</source>
        <translation>所选帧的字节</translation>
    </message>
    <message>
        <source>Choose a frame to see its bytes.</source>
        <translation>选择一帧以查看其字节。</translation>
    </message>
    <message>
        <source>The frames around this evidence could not be read.</source>
        <translation>无法读取该证据前后的帧。</translation>
    </message>
    <message>
        <source>There are no CAN frames around it.</source>
        <translation>其前后没有 CAN 帧。</translation>
    </message>
    <message>
        <source>The message did not come in CAN frames; the evidence shows its bytes.</source>
        <translation>该消息不是通过 CAN 帧传来的；证据中显示其字节。</translation>
    </message>
</context>
<context>
    <name>argus::ui::FileActions</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Read file as…</source>
        <translation>将文件读作(&amp;R)…</translation>
    </message>
    <message>
        <source>Name the format of a file that was not recognised, or not rightly</source>
        <translation>为未识别或识别有误的文件指定格式</translation>
    </message>
    <message>
        <source>&amp;Shift clock of file…</source>
        <translation>移动文件时钟(&amp;S)…</translation>
    </message>
    <message>
        <source>Bring the stamps of a file on the clock of the others</source>
        <translation>把文件的时间戳对到其他文件的时钟上</translation>
    </message>
    <message>
        <source>The batch could not be processed again.</source>
        <translation>无法重新处理该批次。</translation>
    </message>
    <message>
        <source>The batch runs again with the new setting.</source>
        <translation>批次正按新设置重新处理。</translation>
    </message>
</context>
<context>
    <name>argus::ui::LedgerPanel</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files of the result</source>
        <translation>结果中的文件</translation>
    </message>
    <message>
        <source>No files.</source>
        <translation>没有文件。</translation>
    </message>
    <message>
        <source>Everything was read.</source>
        <translation>已全部读取。</translation>
    </message>
    <message>
        <source>Every byte of every recording is accounted for.</source>
        <translation>每个记录文件的每个字节都有交代。</translation>
    </message>
    <message>
        <source>What is no frame, by reason, and warnings</source>
        <translation>非帧内容（按原因）与警告</translation>
    </message>
    <message>
        <source>Skipped, other records and warnings</source>
        <translation>跳过的记录、其他记录和警告</translation>
    </message>
</context>
<context>
    <name>argus::ui::MainWindow</name>
    <message>
        <source>Argus Desk</source>
        <translation>Argus Desk</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Add a folder of recordings</source>
        <translation>添加记录文件夹</translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation>添加记录文件</translation>
    </message>
    <message>
        <source>Nothing was taken in.</source>
        <translation>没有接收任何内容。</translation>
    </message>
    <message>
        <source>Only files and folders of this computer can be dropped here.</source>
        <translation>只能拖放本计算机上的文件和文件夹。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be taken in.</source>
        <translation>
            <numerusform>%Ln 个文件无法接收。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken in.</source>
        <translation>
            <numerusform>已接收 %Ln 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>The work has begun.</source>
        <translation>已开始处理。</translation>
    </message>
    <message>
        <source>The batch waits until its upload is declared complete.</source>
        <translation>批次在声明上传完成之前会一直等待。</translation>
    </message>
    <message>
        <source>Show batch</source>
        <translation>显示批次</translation>
    </message>
    <message>
        <source>The recordings of “%1” could not be taken in.</source>
        <translation>无法接收“%1”的记录文件。</translation>
    </message>
    <message>
        <source>The engine could not be paused.</source>
        <translation>无法暂停处理引擎。</translation>
    </message>
    <message>
        <source>The engine could not be resumed.</source>
        <translation>无法恢复处理引擎。</translation>
    </message>
    <message>
        <source>The store could not be opened.</source>
        <translation>无法打开存储库。</translation>
    </message>
    <message>
        <source>About Argus Desk</source>
        <translation>关于 Argus Desk</translation>
    </message>
    <message>
        <source>Argus Desk %1</source>
        <translation>Argus Desk %1</translation>
    </message>
    <message>
        <source>From the recordings of a vehicle to its trouble codes, each with the frames it rests on. Works without a network. Apache License 2.0.</source>
        <translation>从车辆的记录文件到故障码，每个故障码都附有所依据的帧。无需网络即可使用。Apache 许可证 2.0。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Recordings are still being taken in.</source>
        <translation>仍在接收记录。</translation>
    </message>
    <message>
        <source>What was taken in completely stays, and its batch waits for the rest. What was not has to be added again.</source>
        <translation>已完整接收的内容会保留，其批次等待其余部分；未接收的需要重新添加。</translation>
    </message>
    <message>
        <source>&amp;Quit all the same</source>
        <translation>仍然退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>The engine is paused: the work begins when it goes on.</source>
        <translation>引擎已暂停：恢复后才开始处理。</translation>
    </message>
    <message>
        <source>The recordings of “%1” are not taken in: the store is not open.</source>
        <translation>“%1”的记录文件没有接收：存储库未打开。</translation>
    </message>
    <message>
        <source>They wait and are taken in as soon as a store opens; closing the window forgets them. Mend what keeps the store from opening, or open another one under Settings. Details: %1</source>
        <translation>记录文件正在等待，存储库一打开就会接收；关闭窗口后将被遗忘。请排除存储库无法打开的原因，或在“设置”中打开另一个。详细信息：%1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>argus::ui::NoticeRow</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Close this message (%1)</source>
        <translation>关闭此消息（%1）</translation>
    </message>
</context>
<context>
    <name>argus::ui::Notices</name>
    <message>
        <source>Details: %1</source>
        <translation>详情：%1</translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsOverview</name>
    <message>
        <source>Tasks by stage</source>
        <translation>各阶段任务</translation>
    </message>
    <message>
        <source>No stages.</source>
        <translation>没有阶段。</translation>
    </message>
    <message>
        <source>Events to be published</source>
        <translation>待发布事件</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>发布者</translation>
    </message>
    <message>
        <source>Last fault</source>
        <translation>最近故障</translation>
    </message>
    <message>
        <source>Workers of the last 24 hours</source>
        <translation>最近 24 小时的工作进程</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>No process works on this store.</source>
        <translation>没有进程在处理此存储库。</translation>
    </message>
    <message>
        <source>Leave a desk open on it, or start “argus worker” on any machine that reaches the servers.</source>
        <translation>请保持一个桌面程序打开，或在任何可访问服务器的机器上启动“argus worker”。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%Ln 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>This process</source>
        <translation>本进程</translation>
    </message>
    <message>
        <source>Nobody now: a desk or worker takes it over by itself</source>
        <translation>目前无人：桌面程序或工作进程会自动接手</translation>
    </message>
    <message>
        <source>None in this process</source>
        <translation>本进程内无</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of a newer version skipped: update this program.</source>
        <translation>
            <numerusform>跳过了 %Ln 个较新版本的事件：请更新本程序。</numerusform>
        </translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最长等待</translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsPage</name>
    <message>
        <source>&amp;Refresh operations</source>
        <translation>刷新运维状态(&amp;R)</translation>
    </message>
    <message>
        <source>Look again now; it is looked every two seconds anyway</source>
        <translation>立即重新查看；平时每两秒自动查看一次</translation>
    </message>
    <message>
        <source>&amp;Pause the engine</source>
        <translation>暂停处理引擎(&amp;P)</translation>
    </message>
    <message>
        <source>Running tasks go on; no new ones start</source>
        <translation>正在运行的任务会继续；不会开始新任务</translation>
    </message>
    <message>
        <source>&amp;Resume the engine</source>
        <translation>恢复处理引擎(&amp;R)</translation>
    </message>
    <message>
        <source>Let new tasks start again</source>
        <translation>允许新任务重新开始</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运维</translation>
    </message>
    <message>
        <source>The store does not answer. This page goes on by itself once it does.</source>
        <translation>存储库没有响应。恢复响应后，本页面会自动继续。</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 详情：%2</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Standalone: one process holds this store and does all the work, nobody else.</source>
        <translation>单机模式：由一个进程独占此存储库并完成全部工作，没有其他参与者。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) at work</source>
        <translation>
            <numerusform>%Ln 个进程在工作</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>Dead letters  %1</source>
        <translation>死信  %1</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <translation>存储库未打开。</translation>
    </message>
    <message>
        <source>The store is being opened…</source>
        <translation>正在打开存储库…</translation>
    </message>
    <message>
        <source>Nothing could be read yet.</source>
        <translation>尚未读取到任何内容。</translation>
    </message>
    <message>
        <source>Looking at the servers…</source>
        <translation>正在查看服务器…</translation>
    </message>
</context>
<context>
    <name>argus::ui::ReadAsDialog</name>
    <message>
        <source>Read as</source>
        <translation>读作</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>By its content</source>
        <translation>按内容识别</translation>
    </message>
    <message>
        <source>Read %1 as</source>
        <translation>将 %1 读作</translation>
    </message>
    <message>
        <source>The batch runs again. Files of which you change nothing are not read again.</source>
        <translation>批次会重新处理。未更改的文件不会重新读取。</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>重新读取(&amp;R)</translation>
    </message>
</context>
<context>
    <name>argus::ui::ResponsePanel</name>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>Errors in text logs</source>
        <translation>文本日志中的错误</translation>
    </message>
    <message>
        <source>No request was refused.</source>
        <translation>没有请求被拒绝。</translation>
    </message>
    <message>
        <source>No errors in text logs.</source>
        <translation>文本日志中没有错误。</translation>
    </message>
    <message>
        <source>No control unit answered.</source>
        <translation>没有控制单元应答。</translation>
    </message>
    <message>
        <source>These recordings hold no answer to a diagnostic request, and so no refusal.</source>
        <translation>这些记录中没有对诊断请求的应答，因此也没有拒绝。</translation>
    </message>
    <message>
        <source>Requests that were not answered at all are not among these.</source>
        <translation>完全没有得到应答的请求不在此列。</translation>
    </message>
</context>
<context>
    <name>argus::ui::ServerCards</name>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>总线</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>记录文件</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Weaker than it should be</source>
        <translation>弱于应有水平</translation>
    </message>
    <message>
        <source>Faulty</source>
        <translation>有故障</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>Inside this process: no server is needed.</source>
        <translation>在本进程内：无需服务器。</translation>
    </message>
    <message>
        <source>answered in %1 ms</source>
        <translation>%1 毫秒内响应</translation>
    </message>
    <message>
        <source>answered at once</source>
        <translation>即时响应</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>可用 %1</translation>
    </message>
    <message>
        <source>%1, schema version %2</source>
        <translation>%1，架构版本 %2</translation>
    </message>
</context>
<context>
    <name>argus::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Layouts are forgotten; they start afresh with the next start of the program.</source>
        <translation>布局已重置；下次启动程序时生效。</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Forget la&amp;youts</source>
        <translation>重置布局(&amp;Y)</translation>
    </message>
    <message>
        <source>Sizes of windows, order and width of columns, positions of dividers.</source>
        <translation>窗口大小、列的顺序与宽度、分隔条的位置。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Argus Desk %1. From the recordings of a vehicle to its trouble codes, each with the frames it rests on. Apache License 2.0.</source>
        <translation>Argus Desk %1。从车辆的记录文件到故障码，每个故障码都附有所依据的帧。Apache 许可证 2.0。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>argus::ui::ShiftClockDialog</name>
    <message>
        <source>&amp;Find it out from the recordings</source>
        <translation>由记录自行判断(&amp;F)</translation>
    </message>
    <message>
        <source>Shift clock</source>
        <translation>移动时钟</translation>
    </message>
    <message>
        <source>Find it out from the recordings</source>
        <translation>由记录自行判断</translation>
    </message>
    <message>
        <source>&amp;Add to every stamp:</source>
        <translation>每个时间戳加上(&amp;A)：</translation>
    </message>
    <message>
        <source>Add to every stamp</source>
        <translation>每个时间戳加上</translation>
    </message>
    <message>
        <source>Seconds to be added</source>
        <translation>要加上的秒数</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>The clock of %1</source>
        <translation>%1 的时钟</translation>
    </message>
    <message>
        <source>Brings the stamps of the file on the clock of the others: a clock that is behind needs a positive number. The batch is put together again; nothing is read again.</source>
        <translation>把文件的时间戳对到其他文件的时钟上：时钟慢时填正数。批次会重新汇总，不会重新读取文件。</translation>
    </message>
    <message>
        <source>&amp;Set the clock</source>
        <translation>设置时钟(&amp;S)</translation>
    </message>
</context>
<context>
    <name>argus::ui::StageStrip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>argus::ui::StatusFilter</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Show batches: %1</source>
        <translation>显示批次：%1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>argus::ui::SubmitDialog</name>
    <message>
        <source>Take recordings in</source>
        <translation>接收记录文件</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) become one batch of one vehicle</source>
        <translation>
            <numerusform>%Ln 个文件或文件夹将成为一辆车的一个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>Files and folders to take in</source>
        <translation>要接收的文件和文件夹</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>VIN, optional</source>
        <translation>VIN（可选）</translation>
    </message>
    <message>
        <source>Found in the recordings when left empty</source>
        <translation>留空则从记录文件中查找</translation>
    </message>
    <message>
        <source>&amp;Vehicle</source>
        <translation>车辆(&amp;V)</translation>
    </message>
    <message>
        <source>V&amp;IN (optional)</source>
        <translation>VIN（可选）(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</source>
        <translation>
            <numerusform>VIN 由 17 位字母和数字组成，不含 I、O、Q（ISO 3779）；此处有 %Ln 位。将按原样接收。</numerusform>
        </translation>
    </message>
    <message>
        <source>The check digit does not fit. That is normal for vehicles from outside North America and China.</source>
        <translation>校验位不符。对于北美和中国以外的车辆，这属于正常情况。</translation>
    </message>
    <message>
        <source>The check digit fits.</source>
        <translation>校验位正确。</translation>
    </message>
    <message>
        <source>Give the vehicle a name, so that its batches stay together.</source>
        <translation>请为车辆命名，以便其批次归在一起。</translation>
    </message>
    <message>
        <source>What a file is, its content says. Read are: %1; also packed.</source>
        <translation>文件格式按内容识别。可读取：%1（含压缩包）。</translation>
    </message>
</context>
<context>
    <name>argus::ui::SyntheticBanner</name>
    <message>
        <source>Synthetic recording</source>
        <translation>合成记录</translation>
    </message>
    <message>
        <source>&lt;b&gt;SYNTHETIC RECORDING&lt;/b&gt;: generated for demonstration and tests; it describes no real vehicle.</source>
        <translation>&lt;b&gt;合成记录&lt;/b&gt;：为演示和测试而生成，不代表任何真实车辆。</translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelinePanel</name>
    <message>
        <source>Timeline to show</source>
        <translation>要显示的时间线</translation>
    </message>
    <message>
        <source>Show as &amp;table</source>
        <translation>以表格显示(&amp;T)</translation>
    </message>
    <message>
        <source>The same numbers in rows, for reading, sorting and export</source>
        <translation>以行显示相同的数值，便于阅读、排序和导出</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Timeline as a table</source>
        <translation>表格形式的时间线</translation>
    </message>
    <message>
        <source>There is no timeline.</source>
        <translation>没有时间线。</translation>
    </message>
    <message>
        <source>The recordings carry no times, or hold no frames.</source>
        <translation>记录文件没有时间信息，或不包含帧。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及其他 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n frame(s), about %2 of %3 kbit/s</source>
        <translation>
            <numerusform>%1：%Ln 帧，约占 %3 kbit/s 的 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s) in the recording, hatched</source>
        <translation>
            <numerusform>记录中有 %Ln 处中断（阴影部分）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelineWidget</name>
    <message>
        <source>There is no timeline.</source>
        <translation>没有时间线。</translation>
    </message>
    <message>
        <source>Click a place, or use the arrow keys, to read its numbers.</source>
        <translation>点击某处或使用方向键，即可读取数值。</translation>
    </message>
    <message>
        <source>%1 to %2: %3, %4, %5, %6.</source>
        <translation>%1 至 %2：%3，%4，%5，%6。</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%Ln 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error frame(s)</source>
        <translation>
            <numerusform>%Ln 个错误帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trouble code(s)</source>
        <translation>
            <numerusform>%Ln 个故障码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused request(s)</source>
        <translation>
            <numerusform>%Ln 个被拒绝的请求</numerusform>
        </translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>错误帧</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>故障码</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>The recordings carry no times, or hold no frames.</source>
        <translation>记录文件没有时间信息，或不包含帧。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::TriageHeader</name>
    <message>
        <source>E&amp;xport report</source>
        <translation>导出报告(&amp;X)</translation>
    </message>
    <message>
        <source>Save this result as a document</source>
        <translation>将该结果保存为文档</translation>
    </message>
    <message>
        <source>Show &amp;batch</source>
        <translation>显示批次(&amp;B)</translation>
    </message>
    <message>
        <source>Show the stages, files and events of this batch</source>
        <translation>显示该批次的阶段、文件和事件</translation>
    </message>
    <message>
        <source>Diagnosis by rules</source>
        <translation>基于规则的诊断</translation>
    </message>
    <message>
        <source>Written from the table of codes and rules of this program, without a language model.</source>
        <translation>根据本程序的代码表和规则生成，未使用语言模型。</translation>
    </message>
    <message>
        <source>Diagnosis by %1</source>
        <translation>由 %1 诊断</translation>
    </message>
    <message>
        <source>Written by a language model; each statement names the frames it rests on.</source>
        <translation>由语言模型生成；每条结论都指明所依据的帧。</translation>
    </message>
    <message>
        <source>VIN not known</source>
        <translation>VIN 未知</translation>
    </message>
    <message>
        <source>VIN %1</source>
        <translation>VIN %1</translation>
    </message>
    <message>
        <source>VIN %1, as given</source>
        <translation>VIN %1（用户提供）</translation>
    </message>
    <message>
        <source>VIN %1, read by %2</source>
        <translation>VIN %1（通过 %2 读取）</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%Ln 个故障</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) in all</source>
        <translation>
            <numerusform>共 %Ln 个故障码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control unit(s)</source>
        <translation>
            <numerusform>%Ln 个控制单元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%Ln 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) skipped</source>
        <translation>
            <numerusform>跳过 %Ln 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>第 %1 次运行：%2</translation>
    </message>
    <message>
        <source>What is shown is the result of run %1.</source>
        <translation>显示的是第 %1 次运行的结果。</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%Ln 条警告</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TriagePage</name>
    <message>
        <source>Report as &amp;HTML page…</source>
        <translation>HTML 网页报告(&amp;H)…</translation>
    </message>
    <message>
        <source>Report as &amp;Markdown…</source>
        <translation>Markdown 报告(&amp;M)…</translation>
    </message>
    <message>
        <source>Report as plain &amp;text…</source>
        <translation>纯文本报告(&amp;T)…</translation>
    </message>
    <message>
        <source>Report as &amp;JSON…</source>
        <translation>JSON 报告(&amp;J)…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Trouble &amp;codes</source>
        <translation>故障码(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Diagnosis</source>
        <translation>诊断(&amp;D)</translation>
    </message>
    <message>
        <source>Time&amp;line</source>
        <translation>时间线(&amp;L)</translation>
    </message>
    <message>
        <source>Control &amp;units</source>
        <translation>控制单元(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Refusals</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>Parts of the result</source>
        <translation>结果的各部分</translation>
    </message>
    <message>
        <source>Loading the result…</source>
        <translation>正在加载结果…</translation>
    </message>
    <message>
        <source>No result is open.</source>
        <translation>没有打开的结果。</translation>
    </message>
    <message>
        <source>Open a completed batch: choose it under Batches or Vehicles and press Enter.</source>
        <translation>打开一个已完成的批次：在“批次”或“车辆”中选择它，然后按 Enter。</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>还没有结果。</translation>
    </message>
    <message>
        <source>The batch has not been processed to its end. It appears here as soon as it has.</source>
        <translation>该批次尚未处理完毕。处理完成后会立即显示在这里。</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 详情：%2</translation>
    </message>
    <message>
        <source>The report could not be made.</source>
        <translation>无法生成报告。</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Report (*.%1)</source>
        <translation>报告 (*.%1)</translation>
    </message>
    <message>
        <source>The batch of “%1” was deleted, and its result with it.</source>
        <translation>“%1”的批次及其结果已被删除。</translation>
    </message>
    <message>
        <source>There is a newer result of this batch: run %1.</source>
        <translation>此批次有更新的结果：第 %1 次运行。</translation>
    </message>
    <message>
        <source>It was processed again meanwhile. What you see is the result of run %1.</source>
        <translation>期间它已被重新处理。你看到的是第 %1 次运行的结果。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>argus::ui::UploadBar</name>
    <message>
        <source>Cancel upload</source>
        <translation>取消上传</translation>
    </message>
    <message>
        <source>Progress of the upload</source>
        <translation>上传进度</translation>
    </message>
    <message>
        <source>Taking in “%1”: %2 of %3, now %4</source>
        <translation>正在接收“%1”：%2 / %3，当前 %4</translation>
    </message>
    <message>
        <source>Taking in “%1”…</source>
        <translation>正在接收“%1”…</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>还有 %Ln 个等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not take in</source>
        <translation>不接收</translation>
    </message>
    <message>
        <source>“%1” waits for the store to be opened</source>
        <translation>“%1”正在等待存储库打开</translation>
    </message>
</context>
<context>
    <name>argus::ui::VehiclesPage</name>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Search vehicle or VIN…</source>
        <translation>搜索车辆或 VIN…</translation>
    </message>
    <message>
        <source>Search vehicles</source>
        <translation>搜索车辆</translation>
    </message>
    <message>
        <source>No vehicles.</source>
        <translation>没有车辆。</translation>
    </message>
    <message>
        <source>A vehicle appears here with its first recordings. Clear the search if you typed one.</source>
        <translation>接收首个记录文件后，车辆会显示在这里。如果输入了搜索内容，请清除。</translation>
    </message>
    <message>
        <source>No vehicle is chosen.</source>
        <translation>未选择车辆。</translation>
    </message>
    <message>
        <source>Choose a vehicle to see its batches and the codes that came back.</source>
        <translation>选择一辆车，即可查看其批次和再次出现的故障码。</translation>
    </message>
    <message>
        <source>Batches (Enter opens the result)</source>
        <translation>批次（按 Enter 打开结果）</translation>
    </message>
    <message>
        <source>Codes that came back</source>
        <translation>再次出现的故障码</translation>
    </message>
    <message>
        <source>Batches of the vehicle</source>
        <translation>车辆的批次</translation>
    </message>
    <message>
        <source>No batches.</source>
        <translation>没有批次。</translation>
    </message>
    <message>
        <source>No code came back.</source>
        <translation>没有再次出现的故障码。</translation>
    </message>
    <message>
        <source>A code is listed here once two completed batches of this vehicle report it.</source>
        <translation>该车辆有两个已完成的批次报告同一故障码后，会列在这里。</translation>
    </message>
    <message>
        <source>The list of vehicles could not be read.</source>
        <translation>无法读取车辆列表。</translation>
    </message>
    <message>
        <source>VIN not known</source>
        <translation>VIN 未知</translation>
    </message>
    <message>
        <source>VIN %1</source>
        <translation>VIN %1</translation>
    </message>
    <message>
        <source>not in the form of ISO 3779</source>
        <translation>不符合 ISO 3779 格式</translation>
    </message>
    <message>
        <source>same VIN as %1 and others</source>
        <translation>与 %1 等的 VIN 相同</translation>
    </message>
    <message>
        <source>same VIN as %1</source>
        <translation>与 %1 的 VIN 相同</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>%Ln 个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>最近出现于 %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::WindowActions</name>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>添加记录文件(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>故障分诊</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Find on this page</source>
        <translation>在此页面查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pause the engine</source>
        <translation>暂停处理引擎(&amp;P)</translation>
    </message>
    <message>
        <source>Running tasks go on; no new ones start</source>
        <translation>正在运行的任务会继续；不会开始新任务</translation>
    </message>
    <message>
        <source>&amp;Resume the engine</source>
        <translation>恢复处理引擎(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;About Argus Desk</source>
        <translation>关于 Argus Desk(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>引擎(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运维</translation>
    </message>
</context>
</TS>
