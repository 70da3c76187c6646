@echo off
rem What the Makefile does, for Windows: make report, make test, make fast, make lint, make docs, make clean
setlocal
cd /d "%~dp0"
set "BIN=.venv\Scripts"
set "INSTALL=%BIN%\python -m pip install --quiet --quiet --disable-pip-version-check --no-input"
if "%~1"=="" goto report
for %%T in (report test fast lint docs clean) do if "%~1"=="%%T" goto %%T
echo Usage: make [report ^| test ^| fast ^| lint ^| docs ^| clean]
exit /b 2

:report
call :install requirements.lock || exit /b 1
%BIN%\policyreport build
exit /b %ERRORLEVEL%

:test
call :install requirements-dev.lock || exit /b 1
%BIN%\pytest -n auto --dist loadfile
exit /b %ERRORLEVEL%

:fast
call :install requirements-dev.lock || exit /b 1
%BIN%\pytest -n auto --dist loadfile -m "not slow"
exit /b %ERRORLEVEL%

:lint
call :install requirements-dev.lock || exit /b 1
%BIN%\ruff check && %BIN%\ruff format --check && %BIN%\pyright --pythonpath %BIN%\python.exe && %BIN%\lint-imports
exit /b %ERRORLEVEL%

:docs
call :install requirements-docs.lock || exit /b 1
%BIN%\sphinx-build --quiet --fresh-env --write-all --fail-on-warning --conf-dir docs --doctree-dir build\docs . out\site
exit /b %ERRORLEVEL%

:clean
for %%D in (.venv build dist out\site .pytest_cache .ruff_cache .hypothesis .import_linter_cache) do if exist %%D rmdir /s /q %%D
exit /b 0

rem The copy of the lock file in .venv tells that what it names is installed.
:install
fc /b "%~1" ".venv\%~1" >nul 2>&1 && exit /b 0
echo Installing policyreport into .venv, this once
set "PYTHON=python"
where py >nul 2>&1 && set "PYTHON=py -3"
%PYTHON% -m venv .venv || exit /b 1
%INSTALL% --require-hashes -r "%~1" || exit /b 1
%INSTALL% --no-deps --no-build-isolation --editable . || exit /b 1
copy /y "%~1" ".venv\%~1" >nul
exit /b %ERRORLEVEL%
