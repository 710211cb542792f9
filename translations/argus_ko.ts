<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AccountModel</name>
    <message>
        <source>Skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>The whole batch</source>
        <translation>배치 전체</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>First at</source>
        <translation>최초 위치</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>내용과 이유</translation>
    </message>
    <message>
        <source>Other records</source>
        <translation>기타 레코드</translation>
    </message>
</context>
<context>
    <name>AttemptModel</name>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>워커</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>소요 시간</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>You, in another window</source>
        <translation>나(다른 창)</translation>
    </message>
    <message>
        <source>You have it open in another window since %1 on %2.</source>
        <translation>%2의 다른 창에서 %1부터 내가 열어 두었습니다.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>%1 has it open since %2 on %3.</source>
        <translation>%1 님이 %3에서 %2부터 열어 두었습니다.</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2의 %1</translation>
    </message>
    <message>
        <source>Worker %1 works on it since %2 (%3).</source>
        <translation>워커 %1 — %2부터 처리 중(%3).</translation>
    </message>
    <message>
        <source>Worker %1 reads %2 since %3.</source>
        <translation>워커 %1 — %3부터 %2 읽는 중.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
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
            <numerusform>현재 파일 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>차량</translation>
    </message>
    <message>
        <source>VIN</source>
        <translation>VIN</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Bad files</source>
        <translation>실패한 파일</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>생성</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>소요 시간</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>회차</translation>
    </message>
    <message>
        <source>Run %1 of this batch</source>
        <translation>이 배치의 %1회차 처리</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Who is on it</source>
        <translation>참여 중</translation>
    </message>
</context>
<context>
    <name>ConnectionModel</name>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>As started</source>
        <translation>시작할 때 지정</translation>
    </message>
    <message>
        <source>Your own store</source>
        <translation>내 저장소</translation>
    </message>
    <message>
        <source>Beside the store</source>
        <translation>저장소 옆</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>로컬</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>기록 파일</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>버스</translation>
    </message>
</context>
<context>
    <name>ConsumerGroupModel</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Messages behind</source>
        <translation>밀린 메시지</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>읽는 프로세스</translation>
    </message>
</context>
<context>
    <name>ConsumerModel</name>
    <message>
        <source>Behind</source>
        <translation>밀림</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Nobody reads</source>
        <translation>읽는 프로세스 없음</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>%1 이상</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) unread</source>
        <translation>
            <numerusform>파티션 %Ln개를 읽는 프로세스 없음</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeadLetterModel</name>
    <message>
        <source>Given up</source>
        <translation>포기한 시각</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>컨슈머</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>First failed</source>
        <translation>처음 실패</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>이벤트 ID</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
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
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/초</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1밀리초</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1분 %2초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
</context>
<context>
    <name>DtcModel</name>
    <message>
        <source>No fault</source>
        <translation>고장 아님</translation>
    </message>
    <message>
        <source>Lamp: %1</source>
        <translation>경고등: %1</translation>
    </message>
    <message>
        <source>present</source>
        <translation>현재 발생</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>미확정</translation>
    </message>
    <message>
        <source>lamp on</source>
        <translation>경고등 켜짐</translation>
    </message>
    <message>
        <source>No status bit is set.</source>
        <translation>설정된 상태 비트가 없습니다.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>의미</translation>
    </message>
    <message>
        <source>Not in any table</source>
        <translation>코드 표에 없음</translation>
    </message>
    <message>
        <source>Control unit</source>
        <translation>제어기</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>최초 확인</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>최근 확인</translation>
    </message>
</context>
<context>
    <name>EcuModel</name>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>요청 주소</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Protocols</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>고장</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>거부</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>식별 정보</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>회차</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>세부 정보</translation>
    </message>
</context>
<context>
    <name>EvidenceModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>The most recent test failed: the fault is present now.</source>
        <translation>가장 최근 검사에 실패했습니다. 고장이 현재 존재합니다.</translation>
    </message>
    <message>
        <source>The most recent test did not fail.</source>
        <translation>가장 최근 검사는 실패하지 않았습니다.</translation>
    </message>
    <message>
        <source>A test failed at least once since the vehicle was last started.</source>
        <translation>마지막 시동 이후 검사에 한 번 이상 실패했습니다.</translation>
    </message>
    <message>
        <source>No test failed since the vehicle was last started.</source>
        <translation>마지막 시동 이후 실패한 검사가 없습니다.</translation>
    </message>
    <message>
        <source>A test failed in this or the last driving cycle; the fault is not confirmed yet.</source>
        <translation>이번 또는 직전 주행 사이클에서 검사에 실패했습니다. 고장은 아직 확정되지 않았습니다.</translation>
    </message>
    <message>
        <source>No failure in this or the last driving cycle.</source>
        <translation>이번과 직전 주행 사이클에 실패가 없습니다.</translation>
    </message>
    <message>
        <source>The fault was seen often enough to be stored as confirmed.</source>
        <translation>고장이 충분히 반복되어 확정 고장으로 저장되었습니다.</translation>
    </message>
    <message>
        <source>The fault is not confirmed.</source>
        <translation>고장이 확정되지 않았습니다.</translation>
    </message>
    <message>
        <source>The test has not run to its end since the memory was cleared.</source>
        <translation>고장 메모리를 소거한 이후 검사가 끝까지 수행되지 않았습니다.</translation>
    </message>
    <message>
        <source>The test has run since the memory was cleared.</source>
        <translation>고장 메모리를 소거한 이후 검사가 수행되었습니다.</translation>
    </message>
    <message>
        <source>A test failed at least once since the memory was cleared.</source>
        <translation>고장 메모리를 소거한 이후 검사에 한 번 이상 실패했습니다.</translation>
    </message>
    <message>
        <source>No test failed since the memory was cleared.</source>
        <translation>고장 메모리를 소거한 이후 실패한 검사가 없습니다.</translation>
    </message>
    <message>
        <source>The test has not run to its end since the vehicle was last started.</source>
        <translation>마지막 시동 이후 검사가 끝까지 수행되지 않았습니다.</translation>
    </message>
    <message>
        <source>The test has run since the vehicle was last started.</source>
        <translation>마지막 시동 이후 검사가 수행되었습니다.</translation>
    </message>
    <message>
        <source>The control unit asks for a warning lamp.</source>
        <translation>제어기가 경고등 점등을 요청합니다.</translation>
    </message>
    <message>
        <source>No warning lamp is asked for.</source>
        <translation>경고등 점등 요청이 없습니다.</translation>
    </message>
    <message>
        <source>This took longer than it may.</source>
        <translation>허용된 시간을 초과했습니다.</translation>
    </message>
    <message>
        <source>Try again; pause other work if the computer is busy.</source>
        <translation>다시 시도하십시오. 컴퓨터가 바쁘면 다른 작업을 일시 중지하십시오.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소되었습니다.</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>더 할 일이 없습니다.</translation>
    </message>
    <message>
        <source>This is no longer there.</source>
        <translation>더 이상 존재하지 않습니다.</translation>
    </message>
    <message>
        <source>Somebody may have deleted it. Refresh the list.</source>
        <translation>다른 사람이 삭제했을 수 있습니다. 목록을 새로 고치십시오.</translation>
    </message>
    <message>
        <source>The batch is not in a state for this.</source>
        <translation>배치의 현재 상태에서는 할 수 없는 작업입니다.</translation>
    </message>
    <message>
        <source>Wait until its work has ended, or choose another action.</source>
        <translation>처리가 끝날 때까지 기다리거나 다른 작업을 선택하십시오.</translation>
    </message>
    <message>
        <source>A limit has been reached.</source>
        <translation>한도에 도달했습니다.</translation>
    </message>
    <message>
        <source>Free something, or ask for a higher limit.</source>
        <translation>자원을 반납하거나 한도 상향을 요청하십시오.</translation>
    </message>
    <message>
        <source>This cannot be used as it is.</source>
        <translation>이 상태로는 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Check what was given, then try again.</source>
        <translation>입력한 내용을 확인한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>이 작업을 할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Ask the owner of the workspace for the right to do it.</source>
        <translation>작업 공간 소유자에게 권한을 요청하십시오.</translation>
    </message>
    <message>
        <source>The engine or its store does not answer.</source>
        <translation>처리 엔진 또는 저장소가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Check that its disk or server is there; the window goes on by itself once it answers.</source>
        <translation>디스크나 서버가 연결되어 있는지 확인하십시오. 응답이 돌아오면 창은 스스로 계속합니다.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>프로그램 내부에서 문제가 발생했습니다.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, report it with the text below.</source>
        <translation>다시 시도하십시오. 다시 나타나면 아래 내용을 첨부하여 알려 주십시오.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>Free some space on the disk that is named below; then try again: Retry for a batch, or add the recordings again.</source>
        <translation>아래에 나온 디스크의 공간을 확보한 뒤 다시 시도하십시오. 배치는 다시 시도를 누르거나 기록 파일을 다시 추가하십시오.</translation>
    </message>
    <message>
        <source>A file or folder may not be read or written.</source>
        <translation>파일이나 폴더를 읽거나 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>Check who may read and write the folder that is named below, and whether its disk can be written at all; then try again.</source>
        <translation>아래에 나온 폴더를 누가 읽고 쓸 수 있는지, 디스크에 쓸 수 있는 상태인지 확인한 뒤 다시 시도하십시오.</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>The same content as another file of this batch; read once.</source>
        <translation>이 배치의 다른 파일과 내용이 같아 한 번만 읽습니다.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>시계</translation>
    </message>
</context>
<context>
    <name>FileSaver</name>
    <message>
        <source>Saved to %1.</source>
        <translation>%1에 저장했습니다.</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>파일을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk. Details: %1</source>
        <translation>다른 폴더를 선택하거나 디스크 공간을 확보하십시오. 세부 정보: %1</translation>
    </message>
</context>
<context>
    <name>FrameModel</name>
    <message>
        <source>Evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>error frame</source>
        <translation>오류 프레임</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>원격</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message>
        <source>Duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>Read in part</source>
        <translation>일부만 읽음</translation>
    </message>
    <message>
        <source>Nothing read</source>
        <translation>읽은 내용 없음</translation>
    </message>
    <message>
        <source>Read in full</source>
        <translation>모두 읽음</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>오류 프레임</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>첫 프레임</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>마지막 프레임</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>With warnings</source>
        <translation>경고 있음</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>시계</translation>
    </message>
</context>
<context>
    <name>LogErrorModel</name>
    <message>
        <source>Level</source>
        <translation>수준</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>Lines like</source>
        <translation>줄 형태</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
</context>
<context>
    <name>Meanwhile</name>
    <message>
        <source>%1 cancelled it (%2).</source>
        <translation>%1 님이 취소했습니다(%2).</translation>
    </message>
    <message>
        <source>%1 had it retried (%2).</source>
        <translation>%1 님이 다시 시도했습니다(%2).</translation>
    </message>
    <message>
        <source>%1 had it processed again (%2).</source>
        <translation>%1 님이 다시 처리했습니다(%2).</translation>
    </message>
    <message>
        <source>%1 reopened it for more files (%2).</source>
        <translation>%1 님이 파일을 더 추가하려고 다시 열었습니다(%2).</translation>
    </message>
    <message>
        <source>%1 declared its upload complete (%2).</source>
        <translation>%1 님이 업로드를 완료로 표시했습니다(%2).</translation>
    </message>
    <message>
        <source>Somebody deleted it meanwhile. Nothing is left to do.</source>
        <translation>그사이 누군가 삭제했습니다. 더 할 일은 없습니다.</translation>
    </message>
    <message>
        <source>It has moved on meanwhile.</source>
        <translation>그사이 상태가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>It is now in the state “%1”, run %2.</source>
        <translation>지금 상태는 “%1”, %2회차입니다.</translation>
    </message>
    <message>
        <source>The page shows it as it is now; your command changed nothing.</source>
        <translation>페이지는 현재 상태를 표시하며, 방금 명령은 아무것도 바꾸지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>NegativeResponseModel</name>
    <message>
        <source>Control unit</source>
        <translation>제어기</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>거부 이유</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>최초 확인</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
</context>
<context>
    <name>PartitionModel</name>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Messages behind</source>
        <translation>밀린 메시지</translation>
    </message>
    <message>
        <source>Next to read</source>
        <translation>다음 위치</translation>
    </message>
    <message>
        <source>End</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>읽는 프로세스</translation>
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
        <translation>업로드</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>분배</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>해석</translation>
    </message>
    <message>
        <source>Barrier</source>
        <translation>동기화</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>취합</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Overdue</source>
        <translation>기한 초과</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>To be tried again</source>
        <translation>재시도 예정</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>할 일 없음</translation>
    </message>
    <message>
        <source>Whoever ran them was not heard of in time: another worker takes them over.</source>
        <translation>실행하던 워커의 소식이 제때 오지 않았습니다. 다른 워커가 넘겨받습니다.</translation>
    </message>
    <message>
        <source>They failed, and wait a while before the next attempt.</source>
        <translation>실패하여 다음 시도까지 잠시 기다립니다.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>최장 대기</translation>
    </message>
    <message>
        <source>How long the oldest of the ready tasks waits</source>
        <translation>준비된 작업 중 가장 오래된 것이 기다린 시간</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>지연됨</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 (set by hand)</source>
        <translation>%1 (직접 지정)</translation>
    </message>
    <message>
        <source>Recordings, also packed (%1)</source>
        <translation>기록 파일, 압축 포함 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n common frame(s)</source>
        <translation>
            <numerusform>공통 프레임 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ahead of %2, %3</source>
        <translation>%2보다 %1 빠름, %3</translation>
    </message>
    <message>
        <source>%1 behind %2, %3</source>
        <translation>%2보다 %1 느림, %3</translation>
    </message>
    <message>
        <source>Set by hand: %1</source>
        <translation>직접 설정: %1</translation>
    </message>
    <message>
        <source>Set by hand: %1, as %2</source>
        <translation>직접 설정: %1, %2 기준</translation>
    </message>
    <message>
        <source>Goes on from the file before</source>
        <translation>앞 파일에서 이어짐</translation>
    </message>
    <message>
        <source>Goes on from the file before, as %1</source>
        <translation>앞 파일에서 이어짐, %1 기준</translation>
    </message>
    <message>
        <source>Time of day, as %1; %2</source>
        <translation>실제 시각, %1과(와) 같음; %2</translation>
    </message>
    <message>
        <source>Time of day, as %1</source>
        <translation>실제 시각, %1과(와) 같음</translation>
    </message>
    <message>
        <source>Its own; %1</source>
        <translation>자체 시계; %1</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>자체 시계</translation>
    </message>
    <message>
        <source>skipped: %1 (%2, first at %3)</source>
        <translation>건너뜀: %1 (%2, 최초 위치 %3)</translation>
    </message>
</context>
<context>
    <name>ReturningCodeModel</name>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>최초 확인</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>최근 확인</translation>
    </message>
</context>
<context>
    <name>ShortcutModel</name>
    <message>
        <source>Action</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Move between parts of the window</source>
        <translation>창의 부분 사이를 이동</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>Open the chosen batch</source>
        <translation>선택한 배치 열기</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Copy the chosen rows of a table</source>
        <translation>표에서 선택한 행 복사</translation>
    </message>
    <message>
        <source>Sort, columns, filter and export of a table</source>
        <translation>표의 정렬, 열, 필터, 내보내기</translation>
    </message>
    <message>
        <source>Menu key, Shift+F10</source>
        <translation>메뉴 키, Shift+F10</translation>
    </message>
    <message>
        <source>Move along the timeline</source>
        <translation>타임라인을 따라 이동</translation>
    </message>
    <message>
        <source>Left, Right, Home, End</source>
        <translation>왼쪽, 오른쪽, Home, End</translation>
    </message>
</context>
<context>
    <name>StatementModel</name>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>진술</translation>
    </message>
</context>
<context>
    <name>SupplierModel</name>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>지속</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>오류 프레임</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>고장 코드</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>거부된 요청</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>Nothing was recorded</source>
        <translation>기록 없음</translation>
    </message>
</context>
<context>
    <name>TopCodeModel</name>
    <message>
        <source>Rank</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>비중</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>제어기</translation>
    </message>
</context>
<context>
    <name>VehicleModel</name>
    <message>
        <source>Vehicle</source>
        <translation>차량</translation>
    </message>
    <message>
        <source>VIN</source>
        <translation>VIN</translation>
    </message>
    <message>
        <source>Make and model</source>
        <translation>제조사와 모델</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>최초 확인</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>최근 확인</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Receiving files</source>
        <translation>파일 받는 중</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>업로드됨</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>읽는 중</translation>
    </message>
    <message>
        <source>All files read</source>
        <translation>모든 파일 읽음</translation>
    </message>
    <message>
        <source>Gathering</source>
        <translation>취합 중</translation>
    </message>
    <message>
        <source>Gathered</source>
        <translation>취합됨</translation>
    </message>
    <message>
        <source>Diagnosing</source>
        <translation>진단 중</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>To be retried</source>
        <translation>재시도 예정</translation>
    </message>
    <message>
        <source>Worker lost</source>
        <translation>워커 유실</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>치명적</translation>
    </message>
    <message>
        <source>High</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>낮음</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>관찰</translation>
    </message>
    <message>
        <source>Likely cause</source>
        <translation>추정 원인</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>위험</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>분배</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>해석</translation>
    </message>
    <message>
        <source>Gather</source>
        <translation>취합</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Text log</source>
        <translation>텍스트 로그</translation>
    </message>
    <message>
        <source>Batch created</source>
        <translation>배치 생성됨</translation>
    </message>
    <message>
        <source>File added</source>
        <translation>파일 추가됨</translation>
    </message>
    <message>
        <source>File read</source>
        <translation>파일 읽음</translation>
    </message>
    <message>
        <source>File failed</source>
        <translation>파일 실패</translation>
    </message>
    <message>
        <source>Upload completed</source>
        <translation>업로드 완료</translation>
    </message>
    <message>
        <source>State changed</source>
        <translation>상태 변경</translation>
    </message>
    <message>
        <source>Findings gathered</source>
        <translation>결과 취합됨</translation>
    </message>
    <message>
        <source>Diagnosis completed</source>
        <translation>진단 완료</translation>
    </message>
    <message>
        <source>Report published</source>
        <translation>보고서 게시됨</translation>
    </message>
    <message>
        <source>Batch deleted</source>
        <translation>배치 삭제됨</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in all.</source>
        <translation>
            <numerusform>모두 파일 %Ln개입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>From “%1” to “%2”.</source>
        <translation>“%1”에서 “%2”(으)로 바뀌었습니다.</translation>
    </message>
    <message>
        <source>From “%1” to “%2”: %3</source>
        <translation>“%1”에서 “%2”(으)로 변경: %3</translation>
    </message>
    <message>
        <source>By rules, without a language model.</source>
        <translation>언어 모델 없이 규칙으로 작성했습니다.</translation>
    </message>
    <message>
        <source>By a language model.</source>
        <translation>언어 모델로 작성했습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 files could not be read; the result rests on the others.</source>
        <translation>파일 %2개 중 %1개를 읽지 못했습니다. 결과는 나머지 파일을 근거로 합니다.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켜짐</translation>
    </message>
    <message>
        <source>slow flash</source>
        <translation>느린 점멸</translation>
    </message>
    <message>
        <source>fast flash</source>
        <translation>빠른 점멸</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>사용할 수 없음</translation>
    </message>
</context>
<context>
    <name>WorkerModel</name>
    <message>
        <source>Lost since %1</source>
        <translation>%1부터 유실</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>종료 중</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>데스크</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>워커</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 전</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Its tasks are taken over by others; nothing it still sends counts.</source>
        <translation>그 작업은 다른 워커가 넘겨받으며, 뒤늦게 보낸 결과는 인정되지 않습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Last heartbeat</source>
        <translation>마지막 하트비트</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>프로세스</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>식별자</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchActions</name>
    <message>
        <source>The upload could not be declared complete.</source>
        <translation>업로드를 완료로 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch could not be cancelled.</source>
        <translation>배치를 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch could not be retried.</source>
        <translation>배치를 다시 시도할 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch could not be processed again.</source>
        <translation>배치를 다시 처리할 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch could not be reopened.</source>
        <translation>배치를 다시 열 수 없습니다.</translation>
    </message>
    <message>
        <source>Open re&amp;sult</source>
        <translation>결과 열기(&amp;S)</translation>
    </message>
    <message>
        <source>Show what was found in this batch</source>
        <translation>이 배치에서 찾은 내용을 표시합니다</translation>
    </message>
    <message>
        <source>Add mo&amp;re…</source>
        <translation>더 추가(&amp;R)…</translation>
    </message>
    <message>
        <source>Add recordings to this batch; it waits until its upload is declared complete</source>
        <translation>이 배치에 기록을 추가합니다. 업로드 완료를 선언할 때까지 대기합니다</translation>
    </message>
    <message>
        <source>Upload &amp;complete</source>
        <translation>업로드 완료(&amp;C)</translation>
    </message>
    <message>
        <source>Declare the upload complete, so that the work starts</source>
        <translation>업로드를 완료로 표시하여 처리를 시작합니다</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>취소(&amp;N)</translation>
    </message>
    <message>
        <source>Stop the work on this batch; it can be retried later</source>
        <translation>이 배치의 처리를 멈춥니다. 나중에 다시 시도할 수 있습니다</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>다시 시도(&amp;R)</translation>
    </message>
    <message>
        <source>Run this failed batch again; files that were read without fault are kept</source>
        <translation>실패한 배치를 다시 실행합니다. 문제없이 읽은 파일은 유지됩니다</translation>
    </message>
    <message>
        <source>Re&amp;process</source>
        <translation>다시 처리(&amp;P)</translation>
    </message>
    <message>
        <source>Read all recordings of this batch again</source>
        <translation>이 배치의 모든 기록 파일을 다시 읽습니다</translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation>다시 열기(&amp;O)</translation>
    </message>
    <message>
        <source>Open this batch for more files; it waits until its upload is declared complete</source>
        <translation>파일을 더 추가할 수 있도록 배치를 엽니다. 업로드를 완료로 표시할 때까지 기다립니다</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>삭제(&amp;D)…</translation>
    </message>
    <message>
        <source>Remove this batch, its results and its recordings</source>
        <translation>이 배치와 결과, 기록 파일을 삭제합니다</translation>
    </message>
    <message>
        <source>Copy batch &amp;ID</source>
        <translation>배치 ID 복사(&amp;I)</translation>
    </message>
    <message>
        <source>Copy the ID that the command line and the reports use</source>
        <translation>명령줄과 보고서에서 쓰는 ID를 복사합니다</translation>
    </message>
    <message>
        <source>Delete batch</source>
        <translation>배치 삭제</translation>
    </message>
    <message>
        <source>Delete the batch of “%1” with its results and recordings?</source>
        <translation>“%1”의 배치를 결과 및 기록 파일과 함께 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>This cannot be undone. Recordings that another batch also uses are kept.</source>
        <translation>되돌릴 수 없습니다. 다른 배치에서도 쓰는 기록 파일은 유지됩니다.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>The batch was deleted.</source>
        <translation>배치를 삭제했습니다.</translation>
    </message>
    <message>
        <source>The batch could not be deleted.</source>
        <translation>배치를 삭제할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchDetail</name>
    <message>
        <source>No batch is chosen.</source>
        <translation>선택한 배치가 없습니다.</translation>
    </message>
    <message>
        <source>Choose a batch above to see its stages, files, attempts and events.</source>
        <translation>위에서 배치를 선택하면 단계, 파일, 시도, 이벤트를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Stages of the batch</source>
        <translation>배치의 단계</translation>
    </message>
    <message>
        <source>Details of the batch</source>
        <translation>배치 세부 정보</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>파일(&amp;I)</translation>
    </message>
    <message>
        <source>Atte&amp;mpts</source>
        <translation>시도(&amp;M)</translation>
    </message>
    <message>
        <source>Even&amp;ts</source>
        <translation>이벤트(&amp;T)</translation>
    </message>
    <message>
        <source>Files of the batch</source>
        <translation>배치의 파일</translation>
    </message>
    <message>
        <source>No files yet.</source>
        <translation>아직 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Files appear here as they are taken in.</source>
        <translation>파일을 받는 대로 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Attempts of the batch</source>
        <translation>배치의 시도</translation>
    </message>
    <message>
        <source>No attempts yet.</source>
        <translation>아직 시도가 없습니다.</translation>
    </message>
    <message>
        <source>Work starts once the upload is complete.</source>
        <translation>업로드가 완료되면 처리를 시작합니다.</translation>
    </message>
    <message>
        <source>Events of the batch</source>
        <translation>배치의 이벤트</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>아직 이벤트가 없습니다.</translation>
    </message>
    <message>
        <source>The batch could not be read.</source>
        <translation>배치를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>불러오는 중…</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>%1회차</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 실행</translation>
    </message>
    <message>
        <source>reading at %1</source>
        <translation>읽기 속도 %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Why it failed:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;실패 이유:&lt;/b&gt; %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>기록 파일 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose files, or drop files and folders anywhere on the window</source>
        <translation>파일을 선택하거나 파일과 폴더를 창 아무 곳에나 놓으십시오</translation>
    </message>
    <message>
        <source>Search vehicle, VIN, error…</source>
        <translation>차량, VIN, 오류 검색…</translation>
    </message>
    <message>
        <source>Search batches</source>
        <translation>배치 검색</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>모든 배치</translation>
    </message>
    <message>
        <source>No recordings yet.</source>
        <translation>아직 기록 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Drop recordings of a vehicle on this window, or choose “Add recordings”. Minutes later its trouble codes are here.</source>
        <translation>차량의 기록 파일을 이 창에 놓거나 “기록 파일 추가”를 선택하십시오. 몇 분 뒤 고장 코드가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>The list of batches could not be read.</source>
        <translation>배치 목록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <translation>저장소가 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 세부 정보: %2</translation>
    </message>
    <message>
        <source>The store is being opened…</source>
        <translation>저장소를 여는 중…</translation>
    </message>
    <message>
        <source>The batch of “%1” that you had chosen was deleted by somebody else.</source>
        <translation>선택해 둔 “%1” 배치를 다른 사람이 삭제했습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Command to find</source>
        <translation>찾을 명령</translation>
    </message>
    <message>
        <source>Type a command…</source>
        <translation>명령 입력…</translation>
    </message>
    <message>
        <source>No command matches. Try another word.</source>
        <translation>일치하는 명령이 없습니다. 다른 단어를 입력하세요.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
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
        <translation>연결 추가</translation>
    </message>
    <message>
        <source>Change connection</source>
        <translation>연결 변경</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>For example: workshop</source>
        <translation>예: 정비소</translation>
    </message>
    <message>
        <source>S&amp;tore</source>
        <translation>저장소(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Password of the database</source>
        <translation>데이터베이스 비밀번호(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation>기록 파일(&amp;R)</translation>
    </message>
    <message>
        <source>A folder, shared:PATH, or s3+https://host:9000/bucket</source>
        <translation>폴더, shared:PATH 또는 s3+https://host:9000/bucket</translation>
    </message>
    <message>
        <source>&amp;Access key</source>
        <translation>액세스 키(&amp;A)</translation>
    </message>
    <message>
        <source>Secret &amp;key</source>
        <translation>비밀 키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Bus</source>
        <translation>버스(&amp;B)</translation>
    </message>
    <message>
        <source>local, or kafka://host:9092</source>
        <translation>local 또는 kafka://host:9092</translation>
    </message>
    <message>
        <source>Pass&amp;word of the bus</source>
        <translation>버스 비밀번호(&amp;W)</translation>
    </message>
    <message>
        <source>Those of the system when left empty</source>
        <translation>비워 두면 시스템의 인증서를 씁니다</translation>
    </message>
    <message>
        <source>As it is in the keyring</source>
        <translation>키링에 저장된 값 그대로</translation>
    </message>
    <message>
        <source>Kept in the keyring of the system, nowhere else</source>
        <translation>시스템 키링에만 보관하고 다른 곳에는 두지 않습니다</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>선택: %1</translation>
    </message>
    <message>
        <source>Choose on this computer…</source>
        <translation>이 컴퓨터에서 선택…</translation>
    </message>
    <message>
        <source>Tes&amp;t</source>
        <translation>테스트(&amp;T)</translation>
    </message>
    <message>
        <source>The connection is being tested</source>
        <translation>연결을 테스트하는 중</translation>
    </message>
    <message>
        <source>What the test found</source>
        <translation>테스트 결과</translation>
    </message>
    <message>
        <source>There is a connection of this name already.</source>
        <translation>같은 이름의 연결이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>연결의 이름을 입력하십시오.</translation>
    </message>
    <message>
        <source>An address holds a password, which would stand in a file: write it into its own field.</source>
        <translation>주소에 비밀번호가 들어 있어 파일에 남게 됩니다. 비밀번호 칸에 입력하십시오.</translation>
    </message>
    <message>
        <source>Recordings lie in a folder, in shared:PATH, or in s3+https://host:port/bucket.</source>
        <translation>기록 파일은 폴더, shared:PATH 또는 s3+https://host:port/bucket에 둡니다.</translation>
    </message>
    <message>
        <source>The bus is “local”, or kafka://host:port, with commas between several.</source>
        <translation>버스는 “local” 또는 kafka://host:port이며, 여러 개는 쉼표로 구분합니다.</translation>
    </message>
    <message>
        <source>A store of this computer goes with a folder of this computer and the local bus only.</source>
        <translation>이 컴퓨터의 저장소는 이 컴퓨터의 폴더 및 로컬 버스와만 함께 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>PostgreSQL goes with Kafka, and with S3 or a folder that all mount (shared:PATH).</source>
        <translation>PostgreSQL은 Kafka와, 그리고 S3 또는 모두가 마운트한 폴더(shared:PATH)와 함께 씁니다.</translation>
    </message>
    <message>
        <source>Passwords and secret keys are kept in the keyring of the system.</source>
        <translation>비밀번호와 비밀 키는 시스템 키링에 보관합니다.</translation>
    </message>
    <message>
        <source>It could not be saved: %1</source>
        <translation>저장하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>%1 works, with a warning: %2</source>
        <translation>%1 정상, 경고 있음: %2</translation>
    </message>
    <message>
        <source>%1 does not work: %2</source>
        <translation>%1 동작하지 않음: %2</translation>
    </message>
    <message>
        <source>A path, or postgresql://user@host:5432/database</source>
        <translation>경로 또는 postgresql://user@host:5432/database</translation>
    </message>
    <message>
        <source>&amp;Certificates of S3 (CA)</source>
        <translation>S3 인증서(CA)(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Options of the bus</source>
        <translation>버스 옵션(&amp;O)</translation>
    </message>
    <message>
        <source>A name is of letters without accents, digits, - _ . and spaces, 64 at most.</source>
        <translation>이름에는 영문자, 숫자, - _ . 및 공백만 64자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The store is a path, or postgresql://user@host:port/database.</source>
        <translation>저장소는 경로 또는 postgresql://user@host:port/database 형식입니다.</translation>
    </message>
    <message>
        <source>An option of the bus is a secret, which would stand in a file: there is a field for the password.</source>
        <translation>버스 옵션에 비밀 값이 들어 있어 파일에 남게 됩니다. 비밀번호 칸을 사용하십시오.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>무결성</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>디스크 공간</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>버스</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>기록 파일</translation>
    </message>
    <message>
        <source>Changed since the test. Test again to see whether it works.</source>
        <translation>테스트한 뒤에 바뀌었습니다. 작동하는지 보려면 다시 테스트하십시오.</translation>
    </message>
    <message>
        <source>%1 not tested: the store has to open first.</source>
        <translation>%1: 테스트하지 않았습니다. 먼저 저장소가 열려야 합니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::ConnectionsPanel</name>
    <message>
        <source>The keyring did not take the password: it is known until the program ends.</source>
        <translation>키링에 비밀번호를 저장하지 못했습니다. 프로그램이 끝날 때까지만 기억합니다.</translation>
    </message>
    <message>
        <source>The keyring did not give the password of the connection.</source>
        <translation>키링에서 연결의 비밀번호를 가져오지 못했습니다.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>No connections.</source>
        <translation>연결이 없습니다.</translation>
    </message>
    <message>
        <source>A&amp;dd…</source>
        <translation>추가(&amp;D)…</translation>
    </message>
    <message>
        <source>Add a store of this computer or of shared servers</source>
        <translation>이 컴퓨터 또는 공유 서버의 저장소를 추가합니다</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>변경(&amp;H)…</translation>
    </message>
    <message>
        <source>Change the chosen connection, or test it</source>
        <translation>선택한 연결을 변경하거나 테스트합니다</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>제거(&amp;M)…</translation>
    </message>
    <message>
        <source>Forget the chosen connection and its passwords; what lies on its servers stays</source>
        <translation>선택한 연결과 비밀번호를 지웁니다. 서버의 데이터는 그대로 남습니다</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>사용(&amp;U)</translation>
    </message>
    <message>
        <source>Work with the chosen connection, now and at the next start</source>
        <translation>지금과 다음 시작부터 선택한 연결로 작업합니다</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>연결 제거</translation>
    </message>
    <message>
        <source>Remove the connection “%1” and its passwords?</source>
        <translation>연결 “%1”과(와) 비밀번호를 제거할까요?</translation>
    </message>
    <message>
        <source>What lies on its servers or in its folder stays.</source>
        <translation>서버나 폴더에 있는 데이터는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>제거(&amp;R)</translation>
    </message>
    <message>
        <source>The connection could not be removed.</source>
        <translation>연결을 제거하지 못했습니다.</translation>
    </message>
    <message>
        <source>You will be asked for it again next time.</source>
        <translation>다음에 다시 입력해야 합니다.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or choose “Change” and enter the password again.</source>
        <translation>키링의 잠금을 풀거나 “변경”을 선택해 비밀번호를 다시 입력하세요.</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 자세한 내용: %2</translation>
    </message>
</context>
<context>
    <name>argus::ui::ConsumerPanel</name>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>No consumer groups.</source>
        <translation>컨슈머 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>Partitions of the group</source>
        <translation>그룹의 파티션</translation>
    </message>
    <message>
        <source>No group is chosen.</source>
        <translation>선택한 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a group to see its partitions.</source>
        <translation>그룹을 선택하면 파티션이 표시됩니다.</translation>
    </message>
    <message>
        <source>Standalone: nothing can fall behind.</source>
        <translation>단독 모드: 밀릴 것이 없습니다.</translation>
    </message>
    <message>
        <source>One process holds this store, works on its tasks and reads its own events; there is nobody else. On shared servers (Settings, Connections) every group that reads the bus is listed here.</source>
        <translation>프로세스 하나가 이 저장소를 맡아 작업을 처리하고 자신의 이벤트를 읽으며, 다른 참여자는 없습니다. 공유 서버(설정, 연결)에서는 버스를 읽는 모든 그룹이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>The bus does not say how far its readers are.</source>
        <translation>버스가 읽기 진행 상황을 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>See on the overview whether it answers. What waits there is kept until then.</source>
        <translation>버스가 응답하는지 개요에서 확인하십시오. 대기 중인 이벤트는 그때까지 보관됩니다.</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Partitions of %1</source>
        <translation>%1의 파티션</translation>
    </message>
</context>
<context>
    <name>argus::ui::DataTable</name>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>필터와 일치하는 항목이 없습니다.</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>행 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export table as CSV…</source>
        <translation>표를 CSV로 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>열(&amp;O)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>표 내보내기</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>쉼표로 구분된 값 (*.csv)</translation>
    </message>
    <message>
        <source>Clear the search or choose another filter.</source>
        <translation>검색을 지우거나 다른 필터를 선택하십시오.</translation>
    </message>
    <message>
        <source>&amp;Filter rows…</source>
        <translation>행 필터(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Fit to the window</source>
        <translation>창에 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>Filter rows…</source>
        <translation>행 필터…</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>필터: %1</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>정렬 기준(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>오름차순(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>내림차순(&amp;D)</translation>
    </message>
</context>
<context>
    <name>argus::ui::DeadLetterPanel</name>
    <message>
        <source>Search reason, topic, consumer…</source>
        <translation>사유, 토픽, 컨슈머 검색…</translation>
    </message>
    <message>
        <source>Search dead letters</source>
        <translation>배달 불가 메시지 검색</translation>
    </message>
    <message>
        <source>Also those &amp;sent again</source>
        <translation>재전송한 것도 표시(&amp;S)</translation>
    </message>
    <message>
        <source>Show as well what somebody has sent again since</source>
        <translation>그 뒤 누군가 재전송한 메시지도 표시합니다</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>배달 불가 메시지</translation>
    </message>
    <message>
        <source>Send se&amp;lected again…</source>
        <translation>선택 항목 재전송(&amp;L)…</translation>
    </message>
    <message>
        <source>Send the selected messages to where they came from once more</source>
        <translation>선택한 메시지를 원래 있던 곳으로 다시 보냅니다</translation>
    </message>
    <message>
        <source>Send &amp;all shown again…</source>
        <translation>표시된 항목 모두 재전송(&amp;A)…</translation>
    </message>
    <message>
        <source>Send every message that the search shows to where it came from once more</source>
        <translation>검색에 표시된 모든 메시지를 원래 있던 곳으로 다시 보냅니다</translation>
    </message>
    <message>
        <source>What the message holds</source>
        <translation>메시지 내용</translation>
    </message>
    <message>
        <source>Dead letters are for administrators.</source>
        <translation>배달 불가 메시지는 관리자만 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>They hold messages of all workspaces. Ask an administrator of the platform to look at them, or to make you one.</source>
        <translation>모든 워크스페이스의 메시지가 들어 있습니다. 플랫폼 관리자에게 확인을 부탁하거나 관리자 권한을 요청하십시오.</translation>
    </message>
    <message>
        <source>The dead letters could not be read.</source>
        <translation>배달 불가 메시지를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 세부 정보: %2</translation>
    </message>
    <message>
        <source>No dead letters.</source>
        <translation>배달 불가 메시지가 없습니다.</translation>
    </message>
    <message>
        <source>A message that a reader cannot take, however often it tries, is put aside here with the reason, so that the others go on.</source>
        <translation>여러 번 시도해도 처리할 수 없는 메시지는 사유와 함께 여기에 따로 보관되어 나머지 처리가 계속됩니다.</translation>
    </message>
    <message>
        <source>The newest %1 are listed</source>
        <translation>최근 %1개만 표시됨</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%Ln개 표시</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a message to see what it holds.</source>
        <translation>메시지를 선택하면 내용이 표시됩니다.</translation>
    </message>
    <message>
        <source>topic %1</source>
        <translation>토픽 %1</translation>
    </message>
    <message>
        <source>given up by %1</source>
        <translation>%1에서 포기</translation>
    </message>
    <message>
        <source>first failed %1</source>
        <translation>처음 실패 %1</translation>
    </message>
    <message>
        <source>given up %1</source>
        <translation>포기 %1</translation>
    </message>
    <message>
        <source>without event ID</source>
        <translation>이벤트 ID 없음</translation>
    </message>
    <message>
        <source>event ID %1</source>
        <translation>이벤트 ID %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>키 %1</translation>
    </message>
    <message>
        <source>last sent again %1</source>
        <translation>마지막 재전송 %1</translation>
    </message>
    <message>
        <source>There is nothing to send: these messages are no longer there.</source>
        <translation>보낼 것이 없습니다. 이 메시지들은 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>재전송</translation>
    </message>
    <message numerus="yes">
        <source>Send %n message(s) again?</source>
        <translation>
            <numerusform>메시지 %Ln개를 재전송하시겠습니까?</numerusform>
        </translation>
    </message>
    <message>
        <source>They go to where they came from, in the order in which they failed, under the same event ID: what has had its effect already has it no second time. What made them fail should be mended before.</source>
        <translation>실패한 순서대로 같은 이벤트 ID로 원래 있던 곳에 보냅니다. 이미 반영된 것은 두 번 반영되지 않습니다. 실패 원인을 먼저 해결하십시오.</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>재전송(&amp;S)</translation>
    </message>
    <message>
        <source>%1 of %2 messages were sent again.</source>
        <translation>메시지 %2개 중 %1개를 재전송했습니다.</translation>
    </message>
    <message>
        <source>Sending again is for administrators of the platform.</source>
        <translation>재전송은 플랫폼 관리자만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask one of them; the messages stay here until then.</source>
        <translation>아무것도 보내지 않았습니다. 관리자에게 요청하십시오. 메시지는 그때까지 여기에 남아 있습니다.</translation>
    </message>
    <message>
        <source>The messages could not be sent again.</source>
        <translation>메시지를 재전송할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::DiagnosisPanel</name>
    <message>
        <source>Statements</source>
        <translation>진술</translation>
    </message>
    <message>
        <source>Statements of the diagnosis</source>
        <translation>진단 진술</translation>
    </message>
    <message>
        <source>There is nothing to state.</source>
        <translation>진술할 내용이 없습니다.</translation>
    </message>
    <message>
        <source>No fault was found in these recordings, so there is nothing to explain.</source>
        <translation>이 기록에서 고장이 발견되지 않아 설명할 내용이 없습니다.</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>다음에 할 일</translation>
    </message>
    <message>
        <source>Codes with most weight</source>
        <translation>비중이 큰 코드</translation>
    </message>
    <message>
        <source>What to do next, most urgent first</source>
        <translation>다음에 할 일, 급한 순서대로</translation>
    </message>
    <message>
        <source>No faults.</source>
        <translation>고장이 없습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::DropOverlay</name>
    <message>
        <source>Drop recordings to take them in</source>
        <translation>놓으면 기록 파일을 받습니다</translation>
    </message>
    <message>
        <source>Files, folders and archives become one batch of one vehicle.</source>
        <translation>파일, 폴더, 압축 파일이 차량 한 대의 배치 하나가 됩니다.</translation>
    </message>
    <message>
        <source>Files, folders and archives become one batch of one vehicle. Read are: %1.</source>
        <translation>파일, 폴더, 압축 파일이 한 차량의 배치 하나가 됩니다. 읽을 수 있는 형식: %1.</translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcDetail</name>
    <message>
        <source>About the chosen trouble code</source>
        <translation>선택한 고장 코드 설명</translation>
    </message>
    <message>
        <source>Choose a trouble code to read what it means and what its status says.</source>
        <translation>고장 코드를 선택하면 의미와 상태 설명을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No table has a meaning for this code; look it up in the maker&apos;s documents.</source>
        <translation>이 코드의 의미가 표에 없습니다. 제조사 문서를 확인하십시오.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Control unit</source>
        <translation>제어기</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1, 채널 %2</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Raw bytes</source>
        <translation>원시 바이트</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%2: %1회</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>보고 횟수</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s): %1</source>
        <translation>
            <numerusform>%Ln회: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>최초 확인</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>최근 확인</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>소거됨</translation>
    </message>
    <message>
        <source>Occurrence count</source>
        <translation>발생 횟수</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>Status byte 0x%1</source>
        <translation>상태 바이트 0x%1</translation>
    </message>
    <message>
        <source>Lamps</source>
        <translation>경고등</translation>
    </message>
    <message>
        <source>Malfunction indicator</source>
        <translation>고장 표시등</translation>
    </message>
    <message>
        <source>Red stop lamp</source>
        <translation>적색 정지등</translation>
    </message>
    <message>
        <source>Amber warning lamp</source>
        <translation>황색 경고등</translation>
    </message>
    <message>
        <source>Protect lamp</source>
        <translation>보호등</translation>
    </message>
    <message>
        <source>Snapshots and extended data</source>
        <translation>스냅샷과 확장 데이터</translation>
    </message>
    <message>
        <source>%1, record %2</source>
        <translation>%1, 레코드 %2</translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcPanel</name>
    <message>
        <source>Search code, meaning, control unit…</source>
        <translation>코드, 의미, 제어기 검색…</translation>
    </message>
    <message>
        <source>Search trouble codes</source>
        <translation>고장 코드 검색</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>고장 코드</translation>
    </message>
    <message>
        <source>No trouble codes were found.</source>
        <translation>고장 코드가 없습니다.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>No control unit reported one in these recordings. That is no proof that none has any: codes come only where somebody asks for them. The files tab says what was read.</source>
        <translation>이 기록에서는 코드를 보고한 제어기가 없습니다. 그렇다고 코드가 없다는 증거는 아닙니다. 코드는 누군가 요청할 때만 전송됩니다. 읽은 내용은 파일 탭에서 확인하십시오.</translation>
    </message>
</context>
<context>
    <name>argus::ui::EcuPanel</name>
    <message>
        <source>What the control unit says about itself</source>
        <translation>제어기가 스스로 알린 정보</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>제어기</translation>
    </message>
    <message>
        <source>No control unit was recognised.</source>
        <translation>인식된 제어기가 없습니다.</translation>
    </message>
    <message>
        <source>None answered a diagnostic request or sent a diagnostic message.</source>
        <translation>진단 요청에 응답하거나 진단 메시지를 보낸 제어기가 없습니다.</translation>
    </message>
    <message>
        <source>Identification of the chosen control unit</source>
        <translation>선택한 제어기의 식별 정보</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>읽은 정보가 없습니다.</translation>
    </message>
    <message>
        <source>No part numbers or names were asked of this control unit.</source>
        <translation>이 제어기에 부품 번호나 이름을 요청하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::EngineIndicator</name>
    <message>
        <source>Engine is opening</source>
        <translation>처리 엔진 여는 중</translation>
    </message>
    <message>
        <source>Engine paused</source>
        <translation>처리 엔진 일시 중지됨</translation>
    </message>
    <message>
        <source>Engine running</source>
        <translation>처리 엔진 실행 중</translation>
    </message>
    <message>
        <source>Engine runs elsewhere</source>
        <translation>처리 엔진이 다른 곳에서 실행 중</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 실행</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>처리 엔진 정지됨</translation>
    </message>
    <message>
        <source>%1 of %2 workers busy</source>
        <translation>워커 %2개 중 %1개 작업 중</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) waiting</source>
        <translation>
            <numerusform>대기 중인 작업 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>last error: %1</source>
        <translation>최근 오류: %1</translation>
    </message>
    <message>
        <source>%1 updates skipped</source>
        <translation>업데이트 %1건 건너뜀</translation>
    </message>
    <message>
        <source>Store is not open</source>
        <translation>저장소가 열려 있지 않음</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>다시 연결하는 중</translation>
    </message>
    <message>
        <source>showing what was read until %1</source>
        <translation>%1까지 읽은 내용을 표시</translation>
    </message>
    <message>
        <source>nothing could be read yet</source>
        <translation>아직 읽은 내용이 없음</translation>
    </message>
</context>
<context>
    <name>argus::ui::EvidencePanel</name>
    <message>
        <source>Evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Evidence: the messages this rests on</source>
        <translation>근거: 바탕이 되는 메시지</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>선택한 항목이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a row above to see the messages it rests on.</source>
        <translation>위에서 행을 선택하면 바탕이 되는 메시지를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Raw frames around it</source>
        <translation>전후의 원시 프레임</translation>
    </message>
    <message>
        <source>Raw frames around it in %1</source>
        <translation>%1의 전후 원시 프레임</translation>
    </message>
    <message>
        <source>Raw frames around the evidence</source>
        <translation>근거 전후의 원시 프레임</translation>
    </message>
    <message>
        <source>No frames to show.</source>
        <translation>표시할 프레임이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a message of the evidence.</source>
        <translation>근거 메시지를 선택하십시오.</translation>
    </message>
    <message>
        <source>Bytes of the chosen frame</source>
        <translation>선택한 프레임의 바이트</translation>
    </message>
    <message>
        <source>Choose a frame to see its bytes.</source>
        <translation>프레임을 선택하면 바이트를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The frames around this evidence could not be read.</source>
        <translation>이 근거 전후의 프레임을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>There are no CAN frames around it.</source>
        <translation>주변에 CAN 프레임이 없습니다.</translation>
    </message>
    <message>
        <source>The message did not come in CAN frames; the evidence shows its bytes.</source>
        <translation>이 메시지는 CAN 프레임으로 오지 않았습니다. 바이트는 근거에 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::FileActions</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>파일 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Read file as…</source>
        <translation>다른 형식으로 읽기(&amp;R)…</translation>
    </message>
    <message>
        <source>Name the format of a file that was not recognised, or not rightly</source>
        <translation>인식되지 않았거나 잘못 인식된 파일의 형식을 지정합니다</translation>
    </message>
    <message>
        <source>&amp;Shift clock of file…</source>
        <translation>파일 시계 이동(&amp;S)…</translation>
    </message>
    <message>
        <source>Bring the stamps of a file on the clock of the others</source>
        <translation>파일의 시각을 다른 파일의 시계에 맞춥니다</translation>
    </message>
    <message>
        <source>The batch could not be processed again.</source>
        <translation>배치를 다시 처리할 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch runs again with the new setting.</source>
        <translation>새 설정으로 배치를 다시 처리합니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::LedgerPanel</name>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Files of the result</source>
        <translation>결과의 파일</translation>
    </message>
    <message>
        <source>No files.</source>
        <translation>파일이 없습니다.</translation>
    </message>
    <message>
        <source>Everything was read.</source>
        <translation>모두 읽었습니다.</translation>
    </message>
    <message>
        <source>Every byte of every recording is accounted for.</source>
        <translation>모든 기록 파일의 모든 바이트를 확인했습니다.</translation>
    </message>
    <message>
        <source>What is no frame, by reason, and warnings</source>
        <translation>프레임이 아닌 것(이유별)과 경고</translation>
    </message>
    <message>
        <source>Skipped, other records and warnings</source>
        <translation>건너뛴 레코드, 기타 레코드, 경고</translation>
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
        <translation>페이지</translation>
    </message>
    <message>
        <source>Add a folder of recordings</source>
        <translation>기록 폴더 추가</translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation>기록 파일 추가</translation>
    </message>
    <message>
        <source>Nothing was taken in.</source>
        <translation>받은 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Only files and folders of this computer can be dropped here.</source>
        <translation>이 컴퓨터의 파일과 폴더만 놓을 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be taken in.</source>
        <translation>
            <numerusform>파일 %Ln개를 받을 수 없습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken in.</source>
        <translation>
            <numerusform>파일 %Ln개를 받았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The work has begun.</source>
        <translation>처리를 시작했습니다.</translation>
    </message>
    <message>
        <source>The batch waits until its upload is declared complete.</source>
        <translation>업로드 완료를 선언할 때까지 배치가 대기합니다.</translation>
    </message>
    <message>
        <source>Show batch</source>
        <translation>배치 보기</translation>
    </message>
    <message>
        <source>The recordings of “%1” could not be taken in.</source>
        <translation>“%1”의 기록 파일을 받을 수 없습니다.</translation>
    </message>
    <message>
        <source>The engine could not be paused.</source>
        <translation>처리 엔진을 일시 중지할 수 없습니다.</translation>
    </message>
    <message>
        <source>The engine could not be resumed.</source>
        <translation>처리 엔진을 재개할 수 없습니다.</translation>
    </message>
    <message>
        <source>The store could not be opened.</source>
        <translation>저장소를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>About Argus Desk</source>
        <translation>Argus Desk 정보</translation>
    </message>
    <message>
        <source>Argus Desk %1</source>
        <translation>Argus Desk %1</translation>
    </message>
    <message>
        <source>From the recordings of a vehicle to its trouble codes, each with the frames it rests on. Works without a network. Apache License 2.0.</source>
        <translation>차량의 기록 파일에서 고장 코드까지, 각 코드에 바탕이 되는 프레임을 함께 보여 줍니다. 네트워크 없이 동작합니다. Apache License 2.0.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Recordings are still being taken in.</source>
        <translation>기록을 아직 받는 중입니다.</translation>
    </message>
    <message>
        <source>What was taken in completely stays, and its batch waits for the rest. What was not has to be added again.</source>
        <translation>완전히 받은 파일은 남고, 배치는 나머지를 기다립니다. 받지 못한 파일은 다시 추가해야 합니다.</translation>
    </message>
    <message>
        <source>&amp;Quit all the same</source>
        <translation>그래도 종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>계속(&amp;G)</translation>
    </message>
    <message>
        <source>The engine is paused: the work begins when it goes on.</source>
        <translation>처리 엔진이 일시 중지되어 있습니다. 재개되면 작업이 시작됩니다.</translation>
    </message>
    <message>
        <source>The recordings of “%1” are not taken in: the store is not open.</source>
        <translation>“%1”의 기록 파일을 받지 못했습니다: 저장소가 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>They wait and are taken in as soon as a store opens; closing the window forgets them. Mend what keeps the store from opening, or open another one under Settings. Details: %1</source>
        <translation>기록 파일은 대기하며 저장소가 열리는 즉시 받습니다. 창을 닫으면 잊힙니다. 저장소가 열리지 않는 원인을 해결하거나 설정에서 다른 저장소를 여십시오. 세부 정보: %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>argus::ui::NoticeRow</name>
    <message>
        <source>Close this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
    <message>
        <source>Close this message (%1)</source>
        <translation>이 메시지 닫기 (%1)</translation>
    </message>
</context>
<context>
    <name>argus::ui::Notices</name>
    <message>
        <source>Details: %1</source>
        <translation>세부 정보: %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsOverview</name>
    <message>
        <source>Tasks by stage</source>
        <translation>단계별 작업</translation>
    </message>
    <message>
        <source>No stages.</source>
        <translation>단계가 없습니다.</translation>
    </message>
    <message>
        <source>Events to be published</source>
        <translation>발행할 이벤트</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>발행 프로세스</translation>
    </message>
    <message>
        <source>Last fault</source>
        <translation>마지막 오류</translation>
    </message>
    <message>
        <source>Workers of the last 24 hours</source>
        <translation>최근 24시간의 워커</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>워커</translation>
    </message>
    <message>
        <source>No process works on this store.</source>
        <translation>이 저장소에서 작업하는 프로세스가 없습니다.</translation>
    </message>
    <message>
        <source>Leave a desk open on it, or start “argus worker” on any machine that reaches the servers.</source>
        <translation>데스크를 열어 두거나, 서버에 접근할 수 있는 컴퓨터에서 “argus worker”를 시작하십시오.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>이벤트 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>This process</source>
        <translation>이 프로세스</translation>
    </message>
    <message>
        <source>Nobody now: a desk or worker takes it over by itself</source>
        <translation>현재 없음: 데스크나 워커가 자동으로 넘겨받습니다</translation>
    </message>
    <message>
        <source>None in this process</source>
        <translation>이 프로세스에는 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of a newer version skipped: update this program.</source>
        <translation>
            <numerusform>새 버전의 이벤트 %Ln개를 건너뛰었습니다. 이 프로그램을 업데이트하십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>최장 대기</translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsPage</name>
    <message>
        <source>&amp;Refresh operations</source>
        <translation>운영 현황 새로 고침(&amp;R)</translation>
    </message>
    <message>
        <source>Look again now; it is looked every two seconds anyway</source>
        <translation>지금 다시 확인합니다. 그러지 않아도 2초마다 확인합니다</translation>
    </message>
    <message>
        <source>&amp;Pause the engine</source>
        <translation>처리 엔진 일시 중지(&amp;P)</translation>
    </message>
    <message>
        <source>Running tasks go on; no new ones start</source>
        <translation>실행 중인 작업은 계속되고 새 작업은 시작하지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Resume the engine</source>
        <translation>처리 엔진 재개(&amp;R)</translation>
    </message>
    <message>
        <source>Let new tasks start again</source>
        <translation>새 작업을 다시 시작하게 합니다</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>The store does not answer. This page goes on by itself once it does.</source>
        <translation>저장소가 응답하지 않습니다. 응답하면 이 화면은 자동으로 이어집니다.</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 세부 정보: %2</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>%1 기준</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>Standalone: one process holds this store and does all the work, nobody else.</source>
        <translation>단독 모드: 프로세스 하나가 이 저장소를 맡아 모든 작업을 하며, 다른 참여자는 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) at work</source>
        <translation>
            <numerusform>프로세스 %Ln개 작업 중</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>%1 기준</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>컨슈머</translation>
    </message>
    <message>
        <source>Dead letters  %1</source>
        <translation>배달 불가 메시지  %1</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>배달 불가 메시지</translation>
    </message>
    <message>
        <source>The store is not open.</source>
        <translation>저장소가 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>The store is being opened…</source>
        <translation>저장소를 여는 중…</translation>
    </message>
    <message>
        <source>Nothing could be read yet.</source>
        <translation>아직 아무것도 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Looking at the servers…</source>
        <translation>서버를 확인하는 중…</translation>
    </message>
</context>
<context>
    <name>argus::ui::ReadAsDialog</name>
    <message>
        <source>Read as</source>
        <translation>형식 지정하여 읽기</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>By its content</source>
        <translation>내용으로 판단</translation>
    </message>
    <message>
        <source>Read %1 as</source>
        <translation>%1을(를) 다음 형식으로 읽기</translation>
    </message>
    <message>
        <source>The batch runs again. Files of which you change nothing are not read again.</source>
        <translation>배치를 다시 처리합니다. 바꾸지 않은 파일은 다시 읽지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>다시 읽기(&amp;R)</translation>
    </message>
</context>
<context>
    <name>argus::ui::ResponsePanel</name>
    <message>
        <source>Refused requests</source>
        <translation>거부된 요청</translation>
    </message>
    <message>
        <source>Errors in text logs</source>
        <translation>텍스트 로그의 오류</translation>
    </message>
    <message>
        <source>No request was refused.</source>
        <translation>거부된 요청이 없습니다.</translation>
    </message>
    <message>
        <source>No errors in text logs.</source>
        <translation>텍스트 로그에 오류가 없습니다.</translation>
    </message>
    <message>
        <source>No control unit answered.</source>
        <translation>응답한 제어기가 없습니다.</translation>
    </message>
    <message>
        <source>These recordings hold no answer to a diagnostic request, and so no refusal.</source>
        <translation>이 기록에는 진단 요청에 대한 응답이 없으므로 거부도 없습니다.</translation>
    </message>
    <message>
        <source>Requests that were not answered at all are not among these.</source>
        <translation>전혀 응답받지 못한 요청은 여기에 포함되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::ServerCards</name>
    <message>
        <source>Database</source>
        <translation>데이터베이스</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>버스</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>기록 파일</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>양호</translation>
    </message>
    <message>
        <source>Weaker than it should be</source>
        <translation>권장 수준보다 약함</translation>
    </message>
    <message>
        <source>Faulty</source>
        <translation>이상</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Inside this process: no server is needed.</source>
        <translation>이 프로세스 안에 있어 서버가 필요 없습니다.</translation>
    </message>
    <message>
        <source>answered in %1 ms</source>
        <translation>%1밀리초 만에 응답</translation>
    </message>
    <message>
        <source>answered at once</source>
        <translation>즉시 응답</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 사용 가능</translation>
    </message>
    <message>
        <source>%1, schema version %2</source>
        <translation>%1, 스키마 버전 %2</translation>
    </message>
</context>
<context>
    <name>argus::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Layouts are forgotten; they start afresh with the next start of the program.</source>
        <translation>배치 정보를 지웠습니다. 다음에 프로그램을 시작하면 처음 상태가 됩니다.</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>모양과 언어</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Forget la&amp;youts</source>
        <translation>화면 구성 초기화(&amp;Y)</translation>
    </message>
    <message>
        <source>Sizes of windows, order and width of columns, positions of dividers.</source>
        <translation>창 크기, 열의 순서와 너비, 구분선의 위치.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Argus Desk %1. From the recordings of a vehicle to its trouble codes, each with the frames it rests on. Apache License 2.0.</source>
        <translation>Argus Desk %1. 차량의 기록 파일에서 고장 코드까지, 각 코드에 바탕이 되는 프레임을 함께 보여 줍니다. Apache License 2.0.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
</context>
<context>
    <name>argus::ui::ShiftClockDialog</name>
    <message>
        <source>&amp;Find it out from the recordings</source>
        <translation>기록에서 알아내기(&amp;F)</translation>
    </message>
    <message>
        <source>Shift clock</source>
        <translation>시계 이동</translation>
    </message>
    <message>
        <source>Find it out from the recordings</source>
        <translation>기록에서 알아내기</translation>
    </message>
    <message>
        <source>&amp;Add to every stamp:</source>
        <translation>모든 시각에 더하기(&amp;A):</translation>
    </message>
    <message>
        <source>Add to every stamp</source>
        <translation>모든 시각에 더하기</translation>
    </message>
    <message>
        <source>Seconds to be added</source>
        <translation>더할 초</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>The clock of %1</source>
        <translation>%1의 시계</translation>
    </message>
    <message>
        <source>Brings the stamps of the file on the clock of the others: a clock that is behind needs a positive number. The batch is put together again; nothing is read again.</source>
        <translation>파일의 시각을 다른 파일의 시계에 맞춥니다. 느린 시계에는 양수를 넣습니다. 배치를 다시 모으며, 파일은 다시 읽지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Set the clock</source>
        <translation>시계 설정(&amp;S)</translation>
    </message>
</context>
<context>
    <name>argus::ui::StageStrip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
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
        <translation>배치 보기: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>받는 중</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
</context>
<context>
    <name>argus::ui::SubmitDialog</name>
    <message>
        <source>Take recordings in</source>
        <translation>기록 파일 받기</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) become one batch of one vehicle</source>
        <translation>
            <numerusform>파일 또는 폴더 %Ln개가 차량 한 대의 배치 하나가 됩니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Files and folders to take in</source>
        <translation>받을 파일과 폴더</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>차량</translation>
    </message>
    <message>
        <source>VIN, optional</source>
        <translation>VIN, 선택 사항</translation>
    </message>
    <message>
        <source>Found in the recordings when left empty</source>
        <translation>비워 두면 기록 파일에서 찾습니다</translation>
    </message>
    <message>
        <source>&amp;Vehicle</source>
        <translation>차량(&amp;V)</translation>
    </message>
    <message>
        <source>V&amp;IN (optional)</source>
        <translation>VIN (선택)(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>시작(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</source>
        <translation>
            <numerusform>VIN은 I, O, Q를 제외한 영문자와 숫자 17자리입니다(ISO 3779). 입력한 값은 %Ln자리이며 그대로 받습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The check digit does not fit. That is normal for vehicles from outside North America and China.</source>
        <translation>검사 숫자가 맞지 않습니다. 북미와 중국 이외의 차량에서는 정상입니다.</translation>
    </message>
    <message>
        <source>The check digit fits.</source>
        <translation>검사 숫자가 맞습니다.</translation>
    </message>
    <message>
        <source>Give the vehicle a name, so that its batches stay together.</source>
        <translation>배치를 함께 묶을 수 있도록 차량 이름을 입력하십시오.</translation>
    </message>
    <message>
        <source>What a file is, its content says. Read are: %1; also packed.</source>
        <translation>파일 형식은 내용으로 판단합니다. 읽을 수 있는 형식: %1(압축 파일 포함).</translation>
    </message>
</context>
<context>
    <name>argus::ui::SyntheticBanner</name>
    <message>
        <source>Synthetic recording</source>
        <translation>합성 기록</translation>
    </message>
    <message>
        <source>&lt;b&gt;SYNTHETIC RECORDING&lt;/b&gt;: generated for demonstration and tests; it describes no real vehicle.</source>
        <translation>&lt;b&gt;합성 기록&lt;/b&gt;: 시연과 시험을 위해 생성되었으며 실제 차량이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelinePanel</name>
    <message>
        <source>Timeline to show</source>
        <translation>표시할 타임라인</translation>
    </message>
    <message>
        <source>Show as &amp;table</source>
        <translation>표로 보기(&amp;T)</translation>
    </message>
    <message>
        <source>The same numbers in rows, for reading, sorting and export</source>
        <translation>같은 수치를 행으로 표시하여 읽고 정렬하고 내보낼 수 있습니다</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Timeline as a table</source>
        <translation>표 형태의 타임라인</translation>
    </message>
    <message>
        <source>There is no timeline.</source>
        <translation>타임라인이 없습니다.</translation>
    </message>
    <message>
        <source>The recordings carry no times, or hold no frames.</source>
        <translation>기록 파일에 시각 정보나 프레임이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 외 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n frame(s), about %2 of %3 kbit/s</source>
        <translation>
            <numerusform>%1: 프레임 %Ln개, %3 kbit/s의 약 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s) in the recording, hatched</source>
        <translation>
            <numerusform>기록 중단 %Ln곳(빗금 표시)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelineWidget</name>
    <message>
        <source>There is no timeline.</source>
        <translation>타임라인이 없습니다.</translation>
    </message>
    <message>
        <source>Click a place, or use the arrow keys, to read its numbers.</source>
        <translation>위치를 클릭하거나 화살표 키로 이동하면 수치를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 to %2: %3, %4, %5, %6.</source>
        <translation>%1 ~ %2: %3, %4, %5, %6.</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>프레임 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error frame(s)</source>
        <translation>
            <numerusform>오류 프레임 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trouble code(s)</source>
        <translation>
            <numerusform>고장 코드 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused request(s)</source>
        <translation>
            <numerusform>거부된 요청 %Ln건</numerusform>
        </translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Error frames</source>
        <translation>오류 프레임</translation>
    </message>
    <message>
        <source>Trouble codes</source>
        <translation>고장 코드</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>거부된 요청</translation>
    </message>
    <message>
        <source>The recordings carry no times, or hold no frames.</source>
        <translation>기록 파일에 시각 정보나 프레임이 없습니다.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>최대 %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::TriageHeader</name>
    <message>
        <source>E&amp;xport report</source>
        <translation>보고서 내보내기(&amp;X)</translation>
    </message>
    <message>
        <source>Save this result as a document</source>
        <translation>이 결과를 문서로 저장합니다</translation>
    </message>
    <message>
        <source>Show &amp;batch</source>
        <translation>배치 보기(&amp;B)</translation>
    </message>
    <message>
        <source>Show the stages, files and events of this batch</source>
        <translation>이 배치의 단계, 파일, 이벤트를 표시합니다</translation>
    </message>
    <message>
        <source>Diagnosis by rules</source>
        <translation>규칙 기반 진단</translation>
    </message>
    <message>
        <source>Written from the table of codes and rules of this program, without a language model.</source>
        <translation>언어 모델 없이 이 프로그램의 코드 표와 규칙으로 작성했습니다.</translation>
    </message>
    <message>
        <source>Diagnosis by %1</source>
        <translation>%1의 진단</translation>
    </message>
    <message>
        <source>Written by a language model; each statement names the frames it rests on.</source>
        <translation>언어 모델로 작성했으며 각 진술은 바탕이 되는 프레임을 밝힙니다.</translation>
    </message>
    <message>
        <source>VIN not known</source>
        <translation>VIN 알 수 없음</translation>
    </message>
    <message>
        <source>VIN %1</source>
        <translation>VIN %1</translation>
    </message>
    <message>
        <source>VIN %1, as given</source>
        <translation>VIN %1 (입력값)</translation>
    </message>
    <message>
        <source>VIN %1, read by %2</source>
        <translation>VIN %1 (%2(으)로 읽음)</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>고장 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) in all</source>
        <translation>
            <numerusform>코드 모두 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control unit(s)</source>
        <translation>
            <numerusform>제어기 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>파일 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>프레임 %Ln개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) skipped</source>
        <translation>
            <numerusform>레코드 %Ln개 건너뜀</numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>%1회차: %2</translation>
    </message>
    <message>
        <source>What is shown is the result of run %1.</source>
        <translation>표시된 것은 %1회차 결과입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>경고 %Ln건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TriagePage</name>
    <message>
        <source>Report as &amp;HTML page…</source>
        <translation>HTML 보고서(&amp;H)…</translation>
    </message>
    <message>
        <source>Report as &amp;Markdown…</source>
        <translation>Markdown 보고서(&amp;M)…</translation>
    </message>
    <message>
        <source>Report as plain &amp;text…</source>
        <translation>일반 텍스트 보고서(&amp;T)…</translation>
    </message>
    <message>
        <source>Report as &amp;JSON…</source>
        <translation>JSON 보고서(&amp;J)…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Trouble &amp;codes</source>
        <translation>고장 코드(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Diagnosis</source>
        <translation>진단(&amp;D)</translation>
    </message>
    <message>
        <source>Time&amp;line</source>
        <translation>타임라인(&amp;L)</translation>
    </message>
    <message>
        <source>Control &amp;units</source>
        <translation>제어기(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Refusals</source>
        <translation>거부(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>파일(&amp;I)</translation>
    </message>
    <message>
        <source>Parts of the result</source>
        <translation>결과의 부분</translation>
    </message>
    <message>
        <source>Loading the result…</source>
        <translation>결과를 불러오는 중…</translation>
    </message>
    <message>
        <source>No result is open.</source>
        <translation>열린 결과가 없습니다.</translation>
    </message>
    <message>
        <source>Open a completed batch: choose it under Batches or Vehicles and press Enter.</source>
        <translation>완료된 배치를 여십시오. 배치 또는 차량에서 선택하고 Enter를 누르십시오.</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>아직 결과가 없습니다.</translation>
    </message>
    <message>
        <source>The batch has not been processed to its end. It appears here as soon as it has.</source>
        <translation>배치 처리가 아직 끝나지 않았습니다. 끝나면 바로 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>%1 Details: %2</source>
        <translation>%1 세부 정보: %2</translation>
    </message>
    <message>
        <source>The report could not be made.</source>
        <translation>보고서를 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>보고서 내보내기</translation>
    </message>
    <message>
        <source>Report (*.%1)</source>
        <translation>보고서 (*.%1)</translation>
    </message>
    <message>
        <source>The batch of “%1” was deleted, and its result with it.</source>
        <translation>“%1” 배치가 결과와 함께 삭제되었습니다.</translation>
    </message>
    <message>
        <source>There is a newer result of this batch: run %1.</source>
        <translation>이 배치의 새 결과가 있습니다: %1회차.</translation>
    </message>
    <message>
        <source>It was processed again meanwhile. What you see is the result of run %1.</source>
        <translation>그사이 다시 처리되었습니다. 지금 보이는 것은 %1회차 결과입니다.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>표시</translation>
    </message>
</context>
<context>
    <name>argus::ui::UploadBar</name>
    <message>
        <source>Cancel upload</source>
        <translation>업로드 취소</translation>
    </message>
    <message>
        <source>Progress of the upload</source>
        <translation>업로드 진행</translation>
    </message>
    <message>
        <source>Taking in “%1”: %2 of %3, now %4</source>
        <translation>“%1” 받는 중: %2 / %3, 현재 %4</translation>
    </message>
    <message>
        <source>Taking in “%1”…</source>
        <translation>“%1” 받는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%Ln개 더 대기 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not take in</source>
        <translation>받지 않기</translation>
    </message>
    <message>
        <source>“%1” waits for the store to be opened</source>
        <translation>“%1”이(가) 저장소가 열리기를 기다리고 있습니다</translation>
    </message>
</context>
<context>
    <name>argus::ui::VehiclesPage</name>
    <message>
        <source>Vehicles</source>
        <translation>차량</translation>
    </message>
    <message>
        <source>Search vehicle or VIN…</source>
        <translation>차량 또는 VIN 검색…</translation>
    </message>
    <message>
        <source>Search vehicles</source>
        <translation>차량 검색</translation>
    </message>
    <message>
        <source>No vehicles.</source>
        <translation>차량이 없습니다.</translation>
    </message>
    <message>
        <source>A vehicle appears here with its first recordings. Clear the search if you typed one.</source>
        <translation>첫 기록 파일을 받으면 차량이 여기에 나타납니다. 검색어를 입력했다면 지우십시오.</translation>
    </message>
    <message>
        <source>No vehicle is chosen.</source>
        <translation>선택한 차량이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a vehicle to see its batches and the codes that came back.</source>
        <translation>차량을 선택하면 배치와 다시 나타난 코드를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Batches (Enter opens the result)</source>
        <translation>배치 (Enter로 결과 열기)</translation>
    </message>
    <message>
        <source>Codes that came back</source>
        <translation>다시 나타난 코드</translation>
    </message>
    <message>
        <source>Batches of the vehicle</source>
        <translation>차량의 배치</translation>
    </message>
    <message>
        <source>No batches.</source>
        <translation>배치가 없습니다.</translation>
    </message>
    <message>
        <source>No code came back.</source>
        <translation>다시 나타난 코드가 없습니다.</translation>
    </message>
    <message>
        <source>A code is listed here once two completed batches of this vehicle report it.</source>
        <translation>이 차량의 완료된 배치 두 개가 같은 코드를 보고하면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>The list of vehicles could not be read.</source>
        <translation>차량 목록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>VIN not known</source>
        <translation>VIN 알 수 없음</translation>
    </message>
    <message>
        <source>VIN %1</source>
        <translation>VIN %1</translation>
    </message>
    <message>
        <source>not in the form of ISO 3779</source>
        <translation>ISO 3779 형식이 아님</translation>
    </message>
    <message>
        <source>same VIN as %1 and others</source>
        <translation>%1 등과 같은 VIN</translation>
    </message>
    <message>
        <source>same VIN as %1</source>
        <translation>%1와(과) 같은 VIN</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>배치 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>최근 확인 %1</translation>
    </message>
</context>
<context>
    <name>argus::ui::WindowActions</name>
    <message>
        <source>&amp;Add recordings…</source>
        <translation>기록 파일 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>폴더 추가(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>고장 분석</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>차량</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>명령 팔레트(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Find on this page</source>
        <translation>이 페이지에서 찾기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>밝은 테마(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>어두운 테마(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pause the engine</source>
        <translation>처리 엔진 일시 중지(&amp;P)</translation>
    </message>
    <message>
        <source>Running tasks go on; no new ones start</source>
        <translation>실행 중인 작업은 계속되고 새 작업은 시작하지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Resume the engine</source>
        <translation>처리 엔진 재개(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;About Argus Desk</source>
        <translation>Argus Desk 정보(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>엔진(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>운영</translation>
    </message>
</context>
</TS>
